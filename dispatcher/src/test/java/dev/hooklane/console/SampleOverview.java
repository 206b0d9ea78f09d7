package dev.hooklane.console;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An overview with something of everything. */
final class SampleOverview {
    private SampleOverview() {}

    static void fill(ConsoleServer server) {
        server.says("GET /v1/overview", 200, all());
    }

    /** Returns that of all accounts. */
    static String all() {
        return """
        {"at":"2026-01-15T10:30:00Z","account":null,
        "lastMinute":{"published":1250,"succeeded":1180,"failed":70,"deadLetters":2},
        "hour":%s,"day":%s,
        "waiting":{"deliveries":340,"more":false,"parked":28,"parkedMore":false,"parkedAt":[],"oldest":null,
        "firstDue":{"topic":"hooklane.retry.5m","kind":"step","delay":"5m","records":340,"oldestAt":"2026-01-15T10:00:00Z",
        "oldestSeconds":1800,"dueAt":"2026-01-15T10:29:00Z","lateSeconds":60}},
        "endpoints":{"enabled":120,"paused":3,"disabled":1,"failing":1,"inTrouble":[
        {"endpoint":"ep_1","account":"acct_1","because":"failing","since":"2026-01-15T09:00:00Z"},
        {"endpoint":"ep_2","account":"<script>alert(1)</script>","because":"it answered 410 Gone","since":"2026-01-14T09:00:00Z"}]},
        "replays":{"unfinished":7,"newest":[
        {"id":"rpl_1","endpoint":"ep_1","state":"running","sent":1200,"matched":5000,"more":true},
        {"id":"rpl_2","endpoint":"ep_gone","state":"held","sent":0,"matched":12,"more":false}]},
        "accounts":[{"id":"acct loud","attempts":64000,"failed":640,"deadLetters":3},
        {"id":"<script>alert(1)</script>","attempts":0,"failed":0,"deadLetters":1}]}\
        """
                .formatted(period(12, 5), period(24, 60));
    }

    /** Returns that of one account. */
    static String one(String oldest) {
        return """
        {"at":"2026-01-15T10:30:00Z","account":"acct_1",
        "lastMinute":{"published":null,"succeeded":3,"failed":0,"deadLetters":0},
        "hour":%s,"day":%s,
        "waiting":{"deliveries":4000,"more":true,"parked":1043,"parkedMore":true,"parkedAt":[
        {"endpoint":"ep_1","deliveries":1040,"for":"rate_limit","since":"2026-01-15T10:20:00Z"},
        {"endpoint":"ep_gone","deliveries":3,"for":null,"since":"2026-01-15T10:29:00Z"}],"oldest":%s,"firstDue":null},
        "endpoints":{"enabled":1,"paused":0,"disabled":0,"failing":0,"inTrouble":[]},
        "replays":{"unfinished":0,"newest":[]},"accounts":[]}\
        """
                .formatted(period(12, 5), period(24, 60), oldest);
    }

    /**
     * Returns that of an account without lists of what is parked.
     *
     * @param count how many deliveries are
     */
    static String parked(String count) {
        return one("null")
                .replaceFirst(
                        "(?s)\"parked\":.*?],\"oldest\"",
                        "\"parked\":%s,\"parkedMore\":false,\"parkedAt\":[],\"oldest\""
                                .formatted(count));
    }

    /** Returns that of an account without endpoints. */
    static String blank() {
        return one("null").replace("\"enabled\":1", "\"enabled\":0");
    }

    private static String period(int parts, int minutes) {
        String all =
                IntStream.range(0, parts)
                        .mapToObj(i -> {
                            int at = i * minutes;
                            int failed = i % 5 == 0 ? 4 : 0;
                            boolean none = i % 7 == 3;
                            return """
                            {"from":"2026-01-15T%02d:%02d:00Z","attempts":%d,"succeeded":%d,"failed":%d,"deadLetters":0,"p50Ms":%s,"p99Ms":%s}\
                            """
                                    .formatted(
                                            at / 60 % 24,
                                            at % 60,
                                            none ? 0 : 40 + i,
                                            none ? 0 : 40 + i - failed,
                                            none ? 0 : failed,
                                            none ? "null" : String.valueOf(20 + i),
                                            none ? "null" : String.valueOf(200 + 17 * i));
                        })
                        .collect(Collectors.joining(","));
        return """
        {"attempts":1000,"succeeded":984,"failed":16,"deadLetters":5,"p50Ms":24,"p99Ms":1300,"parts":[%s]}\
        """
                .formatted(all);
    }
}
