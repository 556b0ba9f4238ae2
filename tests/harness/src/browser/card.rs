//! Baton's card on a page: a frame of the extension in a closed shadow root.

use std::time::{Duration, Instant};

use thirtyfour::{By, TypingData, WebElement};

use super::{Session, shadow};
use crate::error::Result;
use crate::wait::{SOON, wait_until, while_redrawn};

/// The card ignores clicks in its first 500 ms (against a page that slips it under a person's pointer); a little more for the
/// clock of a busy browser.
const RIPE: Duration = Duration::from_millis(650);

/// The card of the page in the current tab. Its helpers enter the frame, act, and come back to the page.
pub struct Card<'s> {
    session: &'s Session,
    seen: Instant,
}

impl Session {
    /// Waits until the card is shown.
    ///
    /// # Errors
    /// When no visible frame of the extension appears on the page in time.
    pub async fn card(&self) -> Result<Card<'_>> {
        self.driver.enter_default_frame().await?;
        wait_until("the card to be shown", SOON, || async { Ok::<_, crate::Error>(self.shown_frame().await?.map(|_| ())) })
            .await?;
        Ok(Card { session: self, seen: Instant::now() })
    }

    /// Whether the card is shown now.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn card_is_shown(&self) -> Result<bool> {
        self.driver.enter_default_frame().await?;
        Ok(self.shown_frame().await?.is_some())
    }

    /// Waits until no card is shown.
    ///
    /// # Errors
    /// When it is still there at the end of the limit.
    pub async fn card_is_gone(&self) -> Result<()> {
        wait_until("the card to go", SOON, || async { Ok::<_, crate::Error>((!self.card_is_shown().await?).then_some(())) }).await
    }

    /// The element on the page that carries the card, shown or not. The page sees it, but not what is in it.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn card_host(&self) -> Result<Option<WebElement>> {
        Ok(self.mounted().await?.map(|(host, _)| host))
    }

    /// The card's frame, shown or not.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn card_frame(&self) -> Result<Option<WebElement>> {
        Ok(self.mounted().await?.map(|(_, frame)| frame))
    }

    /// Makes the card's document the current context, even while it is not shown: for tests that look at why it is not.
    ///
    /// # Errors
    /// When no frame is mounted in time.
    pub async fn enter_card_shown_or_not(&self) -> Result<()> {
        self.driver.enter_default_frame().await?;
        let (_, frame) = wait_until("the card to be mounted", SOON, || async { self.mounted().await }).await?;
        frame.enter_frame().await?;
        Ok(())
    }

    /// The card's host and its frame, whether shown or not. Expects the page itself to be the current context.
    async fn mounted(&self) -> Result<Option<(WebElement, WebElement)>> {
        let hosts = self.driver.find_all(By::Css("html > :not(head, body)")).await?;
        for host in hosts.into_iter().rev() {
            // elements of the page without a shadow root answer with an error: they are not ours
            let frames = shadow::find_in_root(&host, "iframe").await.unwrap_or_default();
            if let Some(frame) = frames.into_iter().next() {
                return Ok(Some((host, frame)));
            }
        }
        Ok(None)
    }

    async fn shown_frame(&self) -> Result<Option<WebElement>> {
        let Some((_, frame)) = self.mounted().await? else { return Ok(None) };
        match frame.is_displayed().await.map_err(crate::Error::from) {
            Ok(shown) => Ok(shown.then_some(frame)),
            // it went while we looked
            Err(error) if error.is_redrawn() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Card<'_> {
    /// Makes the card's document the current context of the session's driver.
    ///
    /// # Errors
    /// When the card is not on the page.
    pub async fn enter(&self) -> Result<()> {
        wait_until("the card's frame", SOON, || async {
            self.session.driver.enter_default_frame().await?;
            let Some(frame) = self.session.shown_frame().await? else { return Ok(None) };
            Ok::<_, crate::Error>(Some(frame.enter_frame().await?))
        })
        .await
    }

    /// Makes the page the current context again.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn leave(&self) -> Result<()> {
        self.session.driver.enter_default_frame().await?;
        Ok(())
    }

    /// The visible text of the card.
    ///
    /// # Errors
    /// When the card is not on the page.
    pub async fn text(&self) -> Result<String> {
        self.text_of("body").await.map(|all| all.concat())
    }

    /// The visible text of each element of the card that matches, in the document's order.
    ///
    /// # Errors
    /// When the card is not on the page.
    pub async fn text_of(&self, css: &str) -> Result<Vec<String>> {
        let all = while_redrawn(async || {
            self.enter().await?;
            let mut all = Vec::new();
            for found in self.session.driver.find_all(By::Css(css)).await? {
                all.push(found.text().await?);
            }
            Ok(all)
        });
        let all = all.await?;
        self.leave().await?;
        Ok(all)
    }

    /// Waits until the card's text contains `wanted` and gives the whole text.
    ///
    /// # Errors
    /// When it does not in time; the error shows the text that was there.
    pub async fn wait_for_text(&self, wanted: &str) -> Result<String> {
        wait_until(&format!("\"{wanted}\" on the card"), SOON, || async {
            let text = self.text().await.map_err(|error| error.to_string())?;
            if text.contains(wanted) { Ok(Some(text)) } else { Err(format!("the card says: {text}")) }
        })
        .await
    }

    /// Whether something on the card matches.
    ///
    /// # Errors
    /// When the card is not on the page.
    pub async fn has(&self, css: &str) -> Result<bool> {
        self.enter().await?;
        let found = !self.session.driver.find_all(By::Css(css)).await?.is_empty();
        self.leave().await?;
        Ok(found)
    }

    /// Clicks what matches the way a person does: a trusted click in the middle of it, once the card takes clicks.
    ///
    /// # Errors
    /// When nothing clickable matches in time.
    pub async fn click(&self, css: &str) -> Result<()> {
        tokio::time::sleep(RIPE.saturating_sub(self.seen.elapsed())).await;
        self.at_rest().await?;
        while_redrawn(async || {
            self.enter().await?;
            Ok(self.element(css).await?.click().await?)
        })
        .await?;
        // the click may have closed the card; the page is there in any case
        self.leave().await
    }

    /// Waits until the card has stood still for as long as Baton wants it to before it believes a click: a page that is still
    /// laying itself out moves it.
    async fn at_rest(&self) -> Result<()> {
        let last = std::sync::Mutex::new((String::new(), Instant::now()));
        wait_until("the card to stand still", SOON, || async {
            self.session.driver.enter_default_frame().await?;
            let Some(host) = self.session.card_host().await? else { return Ok(None) };
            let rect = host.rect().await?;
            let here = format!("{} {}", rect.x, rect.y);
            let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if last.0 != here {
                *last = (here, Instant::now());
            }
            Ok::<_, crate::Error>((last.1.elapsed() >= RIPE).then_some(()))
        })
        .await
    }

    /// Types into what matches, after what is there already.
    ///
    /// # Errors
    /// When nothing matches in time or it takes no text.
    pub async fn type_into(&self, css: &str, text: impl Into<TypingData>) -> Result<()> {
        let text = text.into().to_string();
        while_redrawn(async || {
            self.enter().await?;
            Ok(self.element(css).await?.send_keys(text.as_str()).await?)
        })
        .await?;
        self.leave().await
    }

    /// Waits for an element of the card; the card must be the current context (see [`Card::enter`]).
    ///
    /// # Errors
    /// When nothing visible matches in time.
    pub async fn element(&self, css: &str) -> Result<WebElement> {
        wait_until(&format!("{css} on the card"), SOON, || async {
            let Some(found) = self.session.driver.find_all(By::Css(css)).await?.into_iter().next() else { return Ok(None) };
            Ok::<_, crate::Error>(found.is_displayed().await?.then_some(found))
        })
        .await
    }
}
