package dev.hooklane.console;

/** Portal links as the API lists them. */
final class SampleLinks {
    static final String LIST =
            """
            {"links":[
            {"id":"lnk_2x3y4m1k7rcn0v8w","name":"grace@shop.example","account":"acct_1",
            "abilities":["view"],"state":"active","madeBy":"key_4m1k7rcn0v8w2x3y",
            "madeAt":"2026-01-15T10:20:00Z","expiresAt":"2026-01-15T11:20:00Z",
            "usedAt":null,"usedFrom":null,"revokedAt":null},
            {"id":"lnk_4m1k7rcn0v8w2x3y","name":"ada@shop.example","account":"acct_1",
            "abilities":["view","manage"],"state":"used","madeBy":"key_4m1k7rcn0v8w2x3y",
            "madeAt":"2026-01-15T10:00:00Z","expiresAt":"2026-01-15T11:00:00Z",
            "usedAt":"2026-01-15T10:01:00Z","usedFrom":"203.0.113.7","revokedAt":null},
            {"id":"lnk_9v8w2x3y4m1k7rcn","name":"joan@shop.example","account":"acct_1",
            "abilities":["view"],"state":"revoked","madeBy":"api.key",
            "madeAt":"2026-01-15T09:50:00Z","expiresAt":"2026-01-15T10:50:00Z",
            "usedAt":null,"usedFrom":null,"revokedAt":"2026-01-15T09:51:00Z"},
            {"id":"lnk_7rcn0v8w2x3y4m1k","name":"portal link","account":"acct_1",
            "abilities":["view"],"state":"expired","madeBy":"api.key",
            "madeAt":"2026-01-15T08:50:00Z","expiresAt":"2026-01-15T09:50:00Z",
            "usedAt":"2026-01-15T08:51:00Z","usedFrom":"2001:db8::7","revokedAt":null}],
            "next":null}
            """;

    static final String MADE =
            """
            {"id":"lnk_2x3y4m1k7rcn0v8w","name":"ada@shop.example","account":"acct_1",
            "abilities":["view","manage"],"state":"active","madeBy":"key_4m1k7rcn0v8w2x3y",
            "madeAt":"2026-01-15T10:30:00Z","expiresAt":"2026-01-15T11:30:00Z",
            "usedAt":null,"usedFrom":null,"revokedAt":null,
            "url":"https://hooks.example.com/portal#hlp_ATextThatOpensTheConsoleOnce"}
            """;

    private SampleLinks() {}
}
