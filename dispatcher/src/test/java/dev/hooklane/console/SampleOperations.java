package dev.hooklane.console;

/**
 * Answers about what operators see and what help looks at. All texts from elsewhere are hostile.
 */
final class SampleOperations {
    static final String HOSTILE = "<script>alert(1)</script>";

    private SampleOperations() {}

    static void fill(ConsoleServer server) {
        server.says("GET /v1/waiting", 200, waiting(0));
        server.says(
                "GET /v1/lanes",
                200,
                """
                {"lanes":[
                {"endpoint":"ep_1","account":"acct_1","instance":"hooklane-0","breaker":"open","openSince":"2026-01-15T10:20:00Z",
                "openSeconds":600,"nextProbeAt":"2026-01-15T10:31:00Z","inFlight":0,"limit":1,"queued":40,"backlogSeconds":7300,"slow":true},
                {"endpoint":"ep_gone","account":null,"instance":"%s","breaker":"closed","openSince":null,"openSeconds":0,
                "nextProbeAt":null,"inFlight":4,"limit":4,"queued":0,"backlogSeconds":0,"slow":true}],
                "instances":["hooklane-0"],"notAsked":["hooklane-1"]}\
                """
                        .formatted(HOSTILE));
        String rejected =
                """
                {"id":"3@17","rejectedAt":"2026-01-15T10:00:00Z","reason":"unknown_type","detail":"type '%1$s' is not in the catalogue",
                "key":"%1$s","account":"acct_1","bytes":25,"base64":"PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==","text":"%1$s"}\
                """
                        .formatted(HOSTILE);
        server.says(
                "GET /v1/rejected",
                200,
                "{\"rejected\":[%s],\"next\":\"3@16\"}".formatted(rejected));
        server.says("GET /v1/rejected/3%4017", 200, rejected);
        server.says(
                "GET /v1/keys",
                200,
                "{\"keys\":[%s,%s,%s],\"next\":null}"
                        .formatted(
                                key("key_1", "shop", "null", "null"),
                                key("key_2", HOSTILE, "\"2026-01-10T00:00:00Z\"", "null"),
                                key("key_3", "old", "null", "\"2026-01-12T00:00:00Z\"")));
        server.says(
                "POST /v1/keys",
                201,
                key("key_4", "new", "null", "null").replace("}", ",\"key\":\"hlk_secret\"}"));
        server.says(
                "GET /v1/audit",
                200,
                """
                {"entries":[
                {"at":"2026-01-15T10:00:00Z","key":"key_1","name":"%1$s","role":"account","address":"203.0.113.7","method":"PATCH",
                "path":"/v1/endpoints/ep_1","status":200,"account":"acct_1","target":null,"fields":["url","state"]},
                {"at":"2026-01-15T09:00:00Z","key":"api.key","name":"the configuration's operator","role":"operator","address":"203.0.113.8",
                "method":"POST","path":"/v1/keys","status":201,"account":null,"target":"%1$s","fields":[]}],"next":"abc"}\
                """
                        .formatted(HOSTILE));
        server.says(
                "GET /v1/portal-links",
                200,
                SampleLinks.LIST.replace("joan@shop.example", HOSTILE));
        server.says(
                "POST /v1/portal-links",
                201,
                SampleLinks.MADE.replace("ada@shop.example", HOSTILE));
        server.says("GET /v1/event-types/message.created", 200, type("message.created", true));
    }

    /** What waits, with one step late by so many seconds. */
    static String waiting(int late) {
        return """
        {"at":"2026-01-15T10:30:00Z","topics":[
        {"topic":"hooklane.events","kind":"events","delay":null,"records":0,"oldestAt":null,"oldestSeconds":null,"dueAt":null,"lateSeconds":null},
        {"topic":"hooklane.retry.5m","kind":"step","delay":"5m","records":1234,"oldestAt":"2026-01-15T10:26:00Z","oldestSeconds":240,
        "dueAt":"2026-01-15T10:31:00Z","lateSeconds":%d},
        {"topic":"hooklane.parked.1m","kind":"parked","delay":"1m","records":2,"oldestAt":"2026-01-15T10:29:00Z","oldestSeconds":60,
        "dueAt":"2026-01-15T10:30:10Z","lateSeconds":0}],
        "deferred":{"events":12345,"accounts":[
        {"account":"acct_burst","events":12000,"oldestAt":"2026-01-15T10:28:00Z","oldestSeconds":120},
        {"account":"acct_1","events":345,"oldestAt":"2026-01-15T10:29:50Z","oldestSeconds":10}],
        "instances":["hooklane-0"],"notAsked":["%s"]}}\
        """
                .formatted(late, HOSTILE);
    }

    private static String key(String id, String name, String expires, String revoked) {
        return """
        {"id":"%s","name":"%s","role":"account","account":"acct_1","shown":"hlk_4m1k_…","createdBy":"%s",
        "createdAt":"2026-01-01T00:00:00Z","expiresAt":%s,"revokedAt":%s,"lastUsedAt":"2026-01-15T09:00:00Z"}\
        """
                .formatted(id, name, HOSTILE, expires, revoked);
    }

    static String type(String name, boolean archived) {
        return """
        {"name":"%s","group":"%s","description":"%s","example":{"text":"%s"},
        "schema":{"type":"object","required":["text"]},"schemaSince":"2026-01-02T00:00:00Z","builtIn":true,
        "archived":%s,"archivedAt":%s,"updatedAt":null}\
        """
                .formatted(
                        name,
                        name.substring(0, name.indexOf('.')),
                        HOSTILE,
                        HOSTILE,
                        archived,
                        archived ? "\"2026-01-03T00:00:00Z\"" : "null");
    }
}
