//! The web applications that Baton knows, one folder each.
