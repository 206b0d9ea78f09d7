package dev.hooklane.deadletter;

import dev.hooklane.endpoint.EndpointId;
import dev.hooklane.event.AccountId;
import java.util.Optional;

/** Which dead letters are asked for; what is empty matches all. */
public record DeadLetterFilter(Optional<AccountId> account, Optional<EndpointId> endpoint) {
    boolean matches(DeadLetter letter) {
        return account.map(letter.event().account()::equals).orElse(true)
                && endpoint.map(letter.endpoint()::equals).orElse(true);
    }
}
