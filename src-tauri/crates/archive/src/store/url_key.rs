//! Canonical addresses, as far as they tell articles apart.

/// Query parameters that only say where a reader came from.
const TRACKING: [&str; 10] =
    ["fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "smid", "cmpid", "ocid"];

/// What is equal for two spellings of one article's address: without scheme,
/// `www.`, user, default port, fragment, tracking parameters and final slash.
///
/// None for anything that is no web address, and for a bare front page, which
/// names an outlet and not an article.
pub(crate) fn url_key(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = path.trim_end_matches('/');
    let mut kept: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    kept.sort_unstable();
    if host.is_empty() || (path.is_empty() && kept.is_empty()) {
        return None;
    }
    let mut key = format!("{host}/{path}");
    if !kept.is_empty() {
        key.push('?');
        key.push_str(&kept.join("&"));
    }
    Some(key)
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::url_key;

    #[test]
    fn spellings_of_one_address_are_equal() {
        let plain = url_key("https://example.org/news/dam").unwrap();
        for other in [
            "http://www.example.org/news/dam/",
            "https://EXAMPLE.org:443/news/dam#photos",
            "https://example.org/news/dam?utm_source=feed&fbclid=1",
        ] {
            assert_eq!(url_key(other).as_deref(), Some(plain.as_str()), "{other}");
        }
        assert_ne!(url_key("https://example.org/news/dam?id=2"), Some(plain));
    }

    #[test]
    fn front_pages_and_other_texts_name_no_article() {
        for url in ["https://example.org", "https://www.example.org/", "example", "mailto:a@example.org", ""]
        {
            assert_eq!(url_key(url), None, "{url}");
        }
    }
}
