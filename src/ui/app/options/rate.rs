//! What an hour costs; without it no money is ever shown.

use super::{
    super::choices::Edit,
    super::parts::{Field, Fold, say},
    Section as Props,
};
use crate::browser::i18n::{self, t};
use crate::library::{Rate, settings::ranges::check_currency};
use crate::ui::control::Act;
use crate::ui::text::decimal_sign;
use yew::prelude::*;

/// Hundredths of `12`, `12.5` or `12,50`.
fn cents(text: &str) -> Option<u32> {
    let text = text.trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(format!("{part:0<2}").parse().ok()?)
}

/// Amount and currency.
#[component]
pub fn Section(props: &Props) -> Html {
    let rate = props.settings.rate.clone();
    let sign = decimal_sign(&i18n::language());
    let amount =
        rate.as_ref().map_or_else(String::new, |r| format!("{}{sign}{:02}", r.cents_per_hour / 100, r.cents_per_hour % 100));
    let currency = rate.as_ref().map_or_else(|| "EUR".to_owned(), |r| r.currency.clone());
    let set_amount = {
        let (edit, currency) = (props.edit.clone(), currency.clone());
        Callback::from(move |text: String| {
            let (rate, currency) = (cents(&text), currency.clone());
            edit.emit(Edit::new(move |s| {
                s.rate = rate.map(|cents_per_hour| Rate { cents_per_hour, currency: currency.clone() })
            }));
        })
    };
    let set_currency = {
        let edit = props.edit.clone();
        Callback::from(move |text: String| {
            edit.emit(Edit::new(move |s| {
                if let Some(rate) = s.rate.as_mut() {
                    rate.currency = text.trim().to_uppercase();
                }
            }));
        })
    };
    let off = set_amount.reform(|()| String::new());
    let check_amount =
        Callback::from(|text: String| (!text.trim().is_empty() && cents(&text).is_none()).then(|| t("entry_amount", &[])));
    let check_code = Callback::from(|text: String| check_currency(&text.trim().to_uppercase()).err().map(say));
    html! {
        <Fold id="rate" title={t("rate_title", &[])} now={if rate.is_some() { format!("{amount} {currency}") } else { String::new() }}>
            <p class="quiet-text">{ t("rate_text", &[]) }</p>
            <Field id="rate-amount" label={t("rate_amount", &[])} value={amount} numeric=true check={check_amount} on={set_amount} />
            if rate.is_some() {
                <Field id="rate-currency" label={t("rate_currency", &[])} value={currency} check={check_code} on={set_currency} />
                <Act class="quiet" on={off}>{ t("rate_off", &[]) }</Act>
            }
        </Fold>
    }
}
