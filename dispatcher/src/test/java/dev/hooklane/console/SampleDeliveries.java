package dev.hooklane.console;

/** Answers with which an API has deliveries, events and replays to show. */
final class SampleDeliveries {
    static final String DEAD = "dlv_01kfe2x8q03m7pd0v9cxe6t1kw7fsa2ngbh4r5";
    static final String WAITING = "dlv_01kfe2x8q13m7pd0v9cxe6t1kw7fsa2ngbh4r6";
    static final String DELIVERED = "dlv_01kfe2x8q23m7pd0v9cxe6t1kw7fsa2ngbh4r7";
    static final String EVENT = "evt_01kfe2x8q0abcdefghjkmnpqrs";
    static final String HOSTILE = "<script>alert(1)</script>";

    private static final String OF_EVENT =
            """
            "endpoint":"%s","account":"acct_1","event":"%s","type":"message.created",
            "publishedAt":"2026-01-15T10:00:00Z","origin":"3@17"\
            """;

    private SampleDeliveries() {}

    static void fill(ConsoleServer server) {
        server.says(
                "GET /v1/deliveries",
                200,
                "{\"deliveries\":[%s,%s,%s],\"next\":\"dlv_older\"}"
                        .formatted(
                                line(
                                        WAITING,
                                        "ep_1",
                                        "\"status\":\"waiting\",\"nextAttemptAt\":\"2100-01-15T10:35:00Z\"",
                                        2),
                                line(
                                        DEAD,
                                        "ep_1",
                                        "\"status\":\"dead\",\"reason\":\"exhausted\"",
                                        5),
                                line(DELIVERED, "ep_gone", "\"status\":\"delivered\"", 1)));
        delivery(server, WAITING, "waiting", ",\"nextAttemptAt\":\"2100-01-15T10:35:00Z\"", 2);
        delivery(server, DEAD, "dead", ",\"reason\":\"exhausted\"", 5);
        delivery(server, DELIVERED, "delivered", "", 1);
        server.says(
                "POST /v1/deliveries/" + DEAD + "/retry",
                202,
                "{\"delivery\":\"%s\",\"attempt\":6}".formatted(DEAD));
        server.says(
                "POST /v1/deliveries/" + DELIVERED + "/retry",
                202,
                "{\"delivery\":\"%s\",\"attempt\":2}".formatted(DELIVERED));
        server.says(
                "POST /v1/deliveries/" + WAITING + "/retry",
                409,
                "{\"detail\":\"delivery is waiting; it is attempted again by itself\"}");
        server.says(
                "GET /v1/events",
                200,
                """
                {"events":[
                {"id":"%s","account":"acct_1","type":"message.created","timestamp":"2026-01-15T10:00:00Z",
                "publishedAt":"2026-01-15T10:00:00Z","origin":"3@17","payloadBytes":2345,"repeatOf":null},
                {"id":"order:7","account":"acct_1","type":"bot.updated","timestamp":"2026-01-15T09:00:00Z",
                "publishedAt":"2026-01-15T09:00:00Z","origin":"3@16","payloadBytes":85,"repeatOf":"3@1"}],"next":"3@15"}\
                """
                        .formatted(EVENT));
        server.says("GET /v1/events/" + EVENT, 200, event());
        server.says(
                "GET /v1/events/evt_bad",
                200,
                """
                {"id":"evt_bad","account":"acct_1","type":null,"publishedAt":"2026-01-15T10:00:00Z","origin":"3@18",
                "repeatOf":null,"rejected":{"reason":"unknown_type","detail":"type '%s' is unknown"},"payload":null,
                "endpoints":[{"endpoint":"ep_1","deleted":false,"delivery":null,"status":"none","reason":"rejected"}],
                "deliveries":[],"next":null}\
                """
                        .formatted(HOSTILE));
        replays(server);
    }

    private static String line(String id, String endpoint, String status, int attempts) {
        return """
        {"id":"%s",%s,%s,"trigger":"event","updatedAt":"2026-01-15T10:05:00Z","attempts":%d,
        "lastAttempt":%s}\
        """
                .formatted(
                        id,
                        OF_EVENT.formatted(endpoint, EVENT),
                        status,
                        attempts,
                        attempt(attempts, ""));
    }

    static void delivery(
            ConsoleServer server, String id, String status, String more, int attempts) {
        StringBuilder all = new StringBuilder();
        for (int number = 1; number <= attempts; number++) {
            all.append(number == 1 ? "" : ",")
                    .append(
                            number == 2
                                    ? noResponse()
                                    : attempt(
                                            number,
                                            ",\"response\":\"%s\",\"responseHeaders\":{\"x-a\":\"%s\"}"
                                                    .formatted(HOSTILE, HOSTILE)));
        }
        server.says(
                "GET /v1/deliveries/" + id,
                200,
                """
                {"id":"%s",%s,"status":"%s"%s,"trigger":"event","updatedAt":"2026-01-15T10:05:00Z","attempts":[%s]}\
                """
                        .formatted(id, OF_EVENT.formatted("ep_1", EVENT), status, more, all));
    }

    private static String attempt(int number, String more) {
        return """
        {"number":%d,"startedAt":"2026-01-15T10:0%d:00Z","durationMs":1234,"outcome":"status_5xx","status":503,
        "phasesMs":{"lookup":1.25,"connect":2.0,"tls":8.1,"response":20.0}%s}\
        """
                .formatted(number, number, more);
    }

    private static String noResponse() {
        return """
        {"number":2,"startedAt":"2026-01-15T10:02:00Z","durationMs":15000,"outcome":"timeout","detail":"no answer %s"}\
        """
                .formatted(HOSTILE);
    }

    private static String event() {
        return """
        {"id":"%s","account":"acct_1","type":"message.created","publishedAt":"2026-01-15T10:00:00Z","origin":"3@17",
        "repeatOf":null,"rejected":null,
        "payload":{"id":"%s","type":"message.created","timestamp":"2026-01-15T10:00:00Z","data":{"text":"%s","big":12345678901234567890.10}},
        "endpoints":[
        {"endpoint":"ep_1","deleted":false,"delivery":"%s","status":"dead","reason":"exhausted"},
        {"endpoint":"ep_gone","deleted":true,"delivery":"%s","status":"delivered","reason":null},
        {"endpoint":"ep_2","deleted":false,"delivery":null,"status":"none","reason":"filtered_out","because":"filter.and[1]"},
        {"endpoint":"ep_3","deleted":false,"delivery":null,"status":"none","reason":"not_selected"}],
        "deliveries":[],"next":null}\
        """
                .formatted(EVENT, EVENT, HOSTILE, DEAD, DELIVERED);
    }

    private static void replays(ConsoleServer server) {
        String running = replay("rpl_1", "running", "null", "null");
        String held = replay("rpl_2", "held", "\"endpoint ep_1 is paused\"", "null");
        String done = replay("rpl_3", "done", "null", "\"2026-01-15T11:00:00Z\"");
        server.says(
                "GET /v1/replays",
                200,
                "{\"replays\":[%s,%s,%s],\"next\":null}".formatted(running, held, done));
        server.says("GET /v1/replays/rpl_1", 200, running);
        server.says("GET /v1/replays/rpl_2", 200, replay("rpl_2", "paused", "null", "null"));
        server.says("GET /v1/replays/rpl_3", 200, done);
        server.says(
                "POST /v1/replays",
                200,
                "{\"endpoint\":\"ep_1\",\"matched\":1234,\"more\":false,\"sample\":[]}");
    }

    static String replay(String id, String state, String because, String endedAt) {
        return """
        {"id":"%s","account":"acct_1","endpoint":"ep_1","select":{"missed":true,"types":["message.*"],"from":"2026-01-14T00:00:00Z"},
        "state":"%s","because":%s,"startedAt":"2026-01-15T10:00:00Z","endedAt":%s,"ratePerSecond":50,"matched":1000,"more":false,
        "sent":410,"open":10,"delivered":380,"dead":20,"cancelled":0,"skipped":{"payload_gone":5,"had_delivery":0}}\
        """
                .formatted(id, state, because, endedAt);
    }
}
