package dev.hooklane.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.access.GroupRules.Given;
import dev.hooklane.event.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRulesTest {
    private final GroupRules rules =
            rules(
                    "ops=operator",
                    "support=viewer",
                    "shop=account/acct_1",
                    "shop readers=account/acct_1(view)",
                    "tenant-*-admins=account(view+manage)",
                    "customers=account(view)");

    private static GroupRules rules(String... texts) {
        return new GroupRules(Stream.of(texts).map(GroupRule::parse).toList());
    }

    private static Given account(String id, Ability... abilities) {
        return new Given.Rights(KeyRole.ACCOUNT, Optional.of(new AccountId(id)), Set.of(abilities));
    }

    private Given given(String... groups) {
        return rules.given(List.of(groups), Optional.empty());
    }

    private static String why(Given given) {
        return given instanceof Given.Nothing(String why) ? why : "it gives " + given;
    }

    @Test
    void theHighestRoleWins() {
        assertThat(given("support", "shop", "ops"))
                .isEqualTo(new Given.Rights(KeyRole.OPERATOR, Optional.empty(), Ability.ALL));
        assertThat(given("shop", "support"))
                .isEqualTo(
                        new Given.Rights(KeyRole.VIEWER, Optional.empty(), Set.of(Ability.VIEW)));
    }

    @Test
    void aRuleMayNameTheAccount() {
        assertThat(given("shop"))
                .isEqualTo(
                        account(
                                "acct_1",
                                Ability.VIEW,
                                Ability.MANAGE,
                                Ability.SECRETS,
                                Ability.REPLAY));
    }

    @Test
    void aGroupsNameMayHoldTheAccount() {
        assertThat(given("tenant-acct_7-admins"))
                .isEqualTo(account("acct_7", Ability.VIEW, Ability.MANAGE));
    }

    @Test
    void aClaimMayHoldTheAccount() {
        assertThat(rules.given(List.of("customers"), Optional.of("acct_9")))
                .isEqualTo(account("acct_9", Ability.VIEW));
        assertThat(why(given("customers"))).contains("no claim with the account");
        assertThat(why(rules.given(List.of("customers"), Optional.of("../etc"))))
                .contains("'../etc'");
    }

    @Test
    void abilitiesOfOneAccountAddUp() {
        assertThat(
                        rules("a=account/acct_1(view)", "b=account/acct_1(view+replay)")
                                .given(List.of("a", "b"), Optional.empty()))
                .isEqualTo(account("acct_1", Ability.VIEW, Ability.REPLAY));
    }

    @Test
    void severalAccountsAreNone() {
        assertThat(why(given("shop", "tenant-acct_2-admins")))
                .isEqualTo("has groups of 2 accounts (acct_1, acct_2), and exactly one is allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OPS",
                "ops ",
                "ops2",
                "tenant--admins",
                "tenant-a b-admins",
                "tenant-admins",
                "tenant-*-admin",
                "tenant-acct_1-admins2"
            })
    void otherGroupsGiveNothing(String group) {
        assertThat(why(given(group))).isEqualTo("has no group that gives access to Hooklane");
    }

    @Test
    void noGroupsGiveNothing() {
        assertThat(given()).isInstanceOf(Given.Nothing.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops",
                "ops=",
                "=operator",
                "ops=publisher",
                "ops=root",
                "ops-*=operator",
                "ops=viewer/acct_1",
                "ops=viewer(view)",
                "a-*-*=account",
                "a-*=account/acct_1",
                "a=account(share)",
                "a=account(view+share)",
                "a=account(manage)",
                "a=account()",
                "a=account/b c"
            })
    void whatIsNoRuleIsRefused(String text) {
        assertThatThrownBy(() -> GroupRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGroupsNameMayHaveAnEqualsSign() {
        assertThat(rules("cn=ops=operator").given(List.of("cn=ops"), Optional.empty()))
                .isInstanceOf(Given.Rights.class);
    }
}
