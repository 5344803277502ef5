"""Headers that a client may send in the hope that they do something."""

from depot.question import JSON, Question, get

ACCEPTS = ["*/*", "application/json", "application/*", "text/html", "text/plain", "application/xml",
           "text/html,application/json;q=0.5", "application/json;q=0", "nonsense", "", "image/png, */*;q=0.1"]
QUESTIONS = [
    *(get("accepts '%s'" % kind, "repairs/1", Accept=kind) for kind in ACCEPTS),
    *(get("a list for who accepts '%s'" % kind, "repairs?results_per_page=1", Accept=kind)
      for kind in ("text/html", "application/xml")),
    get("a mistake for who accepts HTML", "repairs/999", Accept="text/html"),
    get("no such path for who accepts JSON", "nope", Accept="application/json"),
    get("gzip", "repairs?results_per_page=30", Accept_Encoding="gzip"),
    get("gzip of little", "repairs/999", Accept_Encoding="gzip"),
    get("no gzip", "repairs?results_per_page=30", Accept_Encoding="identity"),
    get("not modified since", "repairs/1", If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT"),
    get("none of these", "repairs/1", If_None_Match="*"),
    get("a range", "repairs/1", Range="bytes=0-9"),
    get("a language", "repairs/999", Accept_Language="fr"),
    get("from a browser's script", "repairs/1", X_Requested_With="XMLHttpRequest"),
    get("from another site", "repairs/1", Origin="http://elsewhere.example"),
    get("another host", "repairs?results_per_page=1", Host="api.example"),
    get("behind a proxy", "repairs?results_per_page=1", X_Forwarded_Proto="https",
        X_Forwarded_Host="api.example"),
    Question("only if it is this", "PUT", "repairs/1", '{"outcome":"x"}', {**JSON, "If-Match": '"nope"'}),
    Question("only if it is old", "PUT", "repairs/1", '{"outcome":"x"}',
             {**JSON, "If-Unmodified-Since": "Fri, 01 Jan 1999 00:00:00 GMT"}),
    Question("a create for who accepts XML", "POST", "channels", '{"name":"new"}',
             {**JSON, "Accept": "application/xml"}),
    Question("a create under another host", "POST", "channels", '{"name":"new"}',
             {**JSON, "Host": "api.example:8080"}),
    Question("a delete for who accepts XML", "DELETE", "channels/plain", None, {"Accept": "application/xml"}),
    Question("an idempotency key", "POST", "channels", '{"name":"new"}', {**JSON, "Idempotency-Key": "1"}),
    Question("an old browser", "POST", "channels", '{"name":"new"}',
             {"Content-Type": "text/html", "User-Agent": "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.0)"}),
]
