package dev.hooklane.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManifestCheckTest {
    private final ManifestCheck check = new ManifestCheck();

    @Test
    void aManifestMayNameEndpointsByIdOrByName() {
        assertThat(
                        check.problems(
                                """
                                hooklane: 1
                                eventTypes:
                                - {name: OrderPaid, description: Paid., example: {}}
                                quotas:
                                - {account: acct_1, limits: {endpoints: 500}}
                                endpoints:
                                - name: crm
                                  account: acct_1
                                  url: https://example.com/hooks
                                  eventTypes: ["*"]
                                  timeout: 5s
                                - id: ep_4m1k7rcn0v8w2x3y
                                  account: acct_1
                                  url: https://example.com/hooks
                                  eventTypes: [OrderPaid]
                                  rateLimit: {perSecond: 0.5, burst: 1}
                                keys:
                                - {name: shop, role: publisher, account: acct_1}
                                - {name: shop, role: publisher}
                                - {id: key_4m1k7rcn0v8w2x3y, name: shop, role: publisher}
                                """))
                .isEmpty();
    }

    @Test
    void eachMistakeHasItsLinePlaceAndValue() {
        assertThat(
                        check.problems(
                                """
                                hooklane: 1
                                endpoints:
                                - name: crm
                                  account: acct_1
                                  url: https://example.com/hooks
                                  eventTypes: []
                                  timeout: 5 parsecs
                                - account: acct_1
                                  url: ftp://example.com
                                  eventTypes: ["*"]
                                  colour: red
                                """))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("line 6: endpoints[0].eventTypes: "),
                        one ->
                                assertThat(one)
                                        .startsWith("line 7: endpoints[0].timeout: ")
                                        .endsWith("it is \"5 parsecs\""),
                        one -> assertThat(one).startsWith("line 9: endpoints[1].url: "),
                        one -> assertThat(one).contains("endpoints[1]").contains("colour"),
                        one -> assertThat(one).contains("endpoints[1]").contains("'id'"),
                        one -> assertThat(one).contains("endpoints[1]").contains("'name'"));
    }

    @Test
    void whatIsThereTwiceIsNamed() {
        assertThat(
                        check.problems(
                                """
                                hooklane: 1
                                endpoints:
                                - {name: crm, account: a, url: "https://x", eventTypes: ["*"]}
                                - {name: crm, account: b, url: "https://x", eventTypes: ["*"]}
                                - {name: crm, account: a, url: "https://x", eventTypes: ["*"]}
                                """))
                .containsExactly(
                        "line 5: endpoints[2]: name crm of account a is there already, as endpoints[0]");
    }

    @Test
    void aKeyThatIsToBeMadeTwiceIsNamed() {
        assertThat(
                        check.problems(
                                """
                                hooklane: 1
                                keys:
                                - {name: ci, role: publisher, account: a}
                                - {name: ci, role: account, account: a}
                                - {name: night}
                                """))
                .satisfiesExactlyInAnyOrder(
                        one ->
                                assertThat(one)
                                        .isEqualTo(
                                                "line 4: keys[1]: name ci of account a is there already, as keys[0]"),
                        one -> assertThat(one).contains("keys[2]").contains("'id'"),
                        one -> assertThat(one).contains("keys[2]").contains("'role'"));
    }

    @Test
    void aMessageHasNoSecret() {
        assertThat(
                        check.problems(
                                """
                                hooklane: 1
                                endpoints:
                                - {name: crm, account: a, url: "https://x", eventTypes: ["*"], secret: hunter2, headers: {X: 7}}
                                """))
                .hasSize(2)
                .noneMatch(each -> each.contains("hunter2") || each.contains("; it is"));
    }

    @Test
    void whatIsNoManifestIsOneMistake() {
        assertThat(check.problems("endpoints: []")).hasSize(1);
        assertThat(check.problems("hooklane: [")).hasSize(1);
    }
}
