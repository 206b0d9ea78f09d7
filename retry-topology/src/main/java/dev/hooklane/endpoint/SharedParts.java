package dev.hooklane.endpoint;

import dev.hooklane.event.AccountId;
import java.util.Map;

/**
 * The parts that many endpoints have in common: of a million in ten thousand accounts, a hundred
 * each have the same account, and most have the same few selections. Any thread may use it.
 */
final class SharedParts {
    private static final int ACCOUNT_BITS = 16;
    private static final int OTHER_BITS = 12;

    private final SharedValues<AccountId> accounts = new SharedValues<>(ACCOUNT_BITS);
    private final SharedValues<EventSelection> selections = new SharedValues<>(OTHER_BITS);
    private final SharedValues<String> descriptions = new SharedValues<>(OTHER_BITS);
    private final SharedValues<Map<String, String>> headers = new SharedValues<>(OTHER_BITS);
    private final SharedValues<EndpointSettings> settings = new SharedValues<>(OTHER_BITS);
    private final SharedValues<EndpointState> states = new SharedValues<>(OTHER_BITS);

    AccountId same(AccountId account) {
        return accounts.same(account);
    }

    EventSelection same(EventSelection selection) {
        return selections.same(selection);
    }

    String sameDescription(String description) {
        return descriptions.same(description);
    }

    Map<String, String> sameHeaders(Map<String, String> all) {
        return headers.same(all);
    }

    EndpointSettings same(EndpointSettings choices) {
        return settings.same(choices);
    }

    EndpointState same(EndpointState state) {
        return states.same(state);
    }
}
