package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import io.javalin.security.RouteRole;
import java.util.Locale;

/**
 * Who may use a route; one with several asks for all of them, one that says nothing is for
 * operators.
 */
enum RouteAccess implements RouteRole {
    /** Whoever has a valid key. */
    ANYONE,
    /** Who publishes. */
    PUBLISH,
    /** Who sees an account's endpoints and deliveries. */
    VIEW,
    /** Who changes its endpoints. */
    MANAGE,
    /** Who is told its endpoints' secrets. */
    SECRETS,
    /** Who has its deliveries made again. */
    REPLAY,
    /** Who lets others in for a while. */
    SHARE,
    OPERATE;

    boolean allows(Caller caller) {
        return switch (this) {
            case ANYONE -> true;
            case PUBLISH -> caller.role() == KeyRole.PUBLISHER || isOperator(caller);
            case VIEW -> caller.has(Ability.VIEW);
            case MANAGE -> caller.has(Ability.MANAGE);
            case SECRETS -> caller.has(Ability.SECRETS);
            case REPLAY -> caller.has(Ability.REPLAY);
            case SHARE -> caller.has(Ability.SHARE);
            case OPERATE -> isOperator(caller);
        };
    }

    /** Why the caller may not, behind its name. */
    String refusal(Caller caller) {
        return switch (this) {
            case VIEW, MANAGE, SECRETS, REPLAY, SHARE ->
                    caller.role() == KeyRole.ACCOUNT
                            ? "does not have the ability " + name().toLowerCase(Locale.ROOT)
                            : role(caller);
            case ANYONE, PUBLISH, OPERATE -> role(caller);
        };
    }

    private static String role(Caller caller) {
        return "has the role %s".formatted(caller.role().wireName());
    }

    private static boolean isOperator(Caller caller) {
        return caller.role() == KeyRole.OPERATOR;
    }
}
