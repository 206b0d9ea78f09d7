package dev.hooklane.console;

/** Answers about sources. All texts from elsewhere are hostile. */
final class SampleSources {
    static final String TRIED =
            """
            {"records":[
            {"topic":"shop.orders.v3","partition":3,"offset":1207,"timestamp":"2026-01-15T10:30:00Z","headers":{"source":"web","%1$s":"%1$s"},"key":"order-7",
            "value":"{\\"customer\\":\\"acct_1\\",\\"total\\":12.50}","bytes":36,"outcome":"event","account":"acct_1",
            "event":{"id":"evt_1","type":"order.paid","timestamp":"2026-01-15T10:30:00Z","data":{"total":12.50,"note":"%1$s"}},"reason":null},
            {"topic":"shop.orders.v3","partition":3,"offset":1208,"timestamp":"2026-01-15T10:30:01Z","key":null,
            "value":"%1$s","bytes":20000,"outcome":"rejected","account":null,"event":null,
            "reason":"source_unmapped: account: value.customer is not there; %1$s"},
            {"topic":"shop.orders.v3","partition":0,"offset":9,"timestamp":"2026-01-15T10:30:02Z","key":"order-8",
            "value":null,"bytes":0,"outcome":"skipped","account":null,"event":null,"reason":"when is false"},
            {"topic":"shop.orders.v3","partition":0,"offset":10,"timestamp":"2026-01-15T10:30:03Z","key":"order-9",
            "value":"{}","bytes":2,"outcome":"event","account":"acct_1",
            "event":{"id":"evt_2","type":"order.lost","timestamp":"2026-01-15T10:30:03Z","data":{}},
            "reason":"the fan-out would reject it: event type order.lost is not in the catalogue"}],"next":null}\
            """
                    .formatted(SampleOperations.HOSTILE);

    private SampleSources() {}

    static void fill(ConsoleServer server) {
        server.says(
                "GET /v1/sources",
                200,
                "{\"sources\":[%s,%s,%s,%s,%s,%s,%s],\"next\":\"abc\"}"
                        .formatted(
                                source("orders", false, reading()) + "}",
                                source("paused", true, progress(3, 0, "0", "0", "{}", "null"))
                                        + "}",
                                source("unread", false, progress(0, 0, "0", "0", "{}", "null"))
                                        + "}",
                                source(
                                                "away",
                                                false,
                                                progress(
                                                        3,
                                                        3,
                                                        "null",
                                                        "null",
                                                        "{}",
                                                        "\"cluster shop does not say: %s\",\"lagProblemCode\":\"cluster_silent\""
                                                                .formatted(
                                                                        SampleOperations.HOSTILE)))
                                        + "}",
                                source(
                                                "moved",
                                                false,
                                                progress(
                                                        3,
                                                        0,
                                                        "null",
                                                        "null",
                                                        "{}",
                                                        "\"cluster shop is not the one that was read\",\"lagProblemCode\":\"awaits_rewind\""))
                                        + ",\"awaitingRewind\":3}",
                                source(
                                                "gone",
                                                false,
                                                progress(
                                                        3,
                                                        3,
                                                        "null",
                                                        "null",
                                                        "{}",
                                                        "\"cluster shop has no topic shop.returns\",\"lagProblemCode\":\"topics_missing\""))
                                        + "}",
                                source(
                                                "waiting",
                                                false,
                                                progress(3, 3, "7", "0", "{}", "null")
                                                        .replace("\"waiting\":0", "\"waiting\":2"))
                                        + ",\"registry\":\"schemas\",\"registryProblem\":\"registry schemas answers 401\"}"));
        server.says("GET /v1/sources/orders", 200, orders(false));
        server.says("GET /v1/sources/paused", 200, orders(true));
        server.says("POST /v1/sources/try", 200, TRIED);
    }

    /** One source in full. */
    static String orders(boolean paused) {
        return source(paused ? "paused" : "orders", paused, reading())
                + """
                ,"reading":[
                {"topic":"shop.orders.v3","partition":0,"next":1209,"lagRecords":0,"lagSeconds":0,"readUpTo":"2026-01-15T10:30:01Z","instance":"hooklane-0"},
                {"topic":"shop.orders.v3","partition":1,"next":0,"lagRecords":1234,"lagSeconds":null,"readUpTo":null,"instance":null,"registryProblem":"registry schemas answers 401"}]}\
                """;
    }

    private static String reading() {
        return progress(
                2,
                1,
                "1234",
                "90",
                "{\"source_unmapped\":3,\"source_unreadable\":1000,\"%s\":1}"
                        .formatted(SampleOperations.HOSTILE),
                "null");
    }

    private static String progress(
            int partitions,
            int held,
            String left,
            String seconds,
            String rejected,
            String problem) {
        return """
        ,"notReadHere":null,"recordsPerMinute":207,"progress":{"partitions":%d,"held":%d,"waiting":0,"lagRecords":%s,"lagSeconds":%s,"published":1200,
        "skipped":6,"rejected":%s},"lagProblem":%s\
        """
                .formatted(partitions, held, left, seconds, rejected, problem);
    }

    private static String source(String name, boolean paused, String more) {
        return """
        {"name":"%s","cluster":"shop","topics":["shop.orders.v3","shop.returns"],"begin":"2026-01-15T09:00:00Z","keyFormat":"text","format":"json",
        "mapping":{"account":"value.customer","type":"'order.paid'","data":{"rate":1.50,"note":"'%s'"}},"owner":"%s","paused":%s,
        "updatedAt":"2026-01-15T10:00:00Z"%s\
        """
                .formatted(name, SampleOperations.HOSTILE, SampleOperations.HOSTILE, paused, more);
    }
}
