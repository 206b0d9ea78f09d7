package dev.hooklane.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.event.AccountId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedValuesTest {
    @Test
    void equalValuesAreOneObject() {
        SharedValues<AccountId> values = new SharedValues<>(4);
        AccountId first = values.same(new AccountId("acct_1"));

        assertThat(values.same(new AccountId("acct_1"))).isSameAs(first);
    }

    @Test
    void whateverElseIsInItsPlaceAValueIsItself() {
        SharedValues<AccountId> values = new SharedValues<>(1);
        List<AccountId> wanted = new ArrayList<>();
        List<AccountId> found = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            AccountId account = new AccountId("acct_" + i % 7);
            wanted.add(account);
            found.add(values.same(account));
        }

        assertThat(found).isEqualTo(wanted);
    }
}
