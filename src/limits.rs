//! Every limit in one place, each with its unit and its reason.
