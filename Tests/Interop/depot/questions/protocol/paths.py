"""Paths that lead nowhere, or only nearly."""

from depot.question import get

PATHS = [
    "", "repairs/", "repairs//1", "/repairs", "Repairs", "REPAIRS/1", "repairs/1/", "repairs/1/alerts/",
    "repairs%2F1", "repair", "repairs;x", "repairs.json", "repairs/1.json", "%72epairs", "repairs%20",
    "repairs/1%2F", "./repairs", "../v1/repairs", "repairs/..", "repairs/.", "eval/repairs", "repairs/1/1/1/1",
    "products/350000070000373/", "products//repairs", "repairs%00", "test_jig_test_result",
    "test_jig_test_results", "rtc_dead_letter", "rtc_dead_letters", "sms_histories", "sms_history",
    "parameters", "repairs/1/__class__", "repairs/1/metadata", "repairs/1/repair_id",
]
QUESTIONS = [get("/v1/" + path, path) for path in PATHS]
