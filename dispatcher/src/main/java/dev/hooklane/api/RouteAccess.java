package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import io.javalin.security.RouteRole;
import java.util.Locale;

/**
 * Who may use a route. A route with several roles requires all of them; a route without any is for
 * operators.
 */
enum RouteAccess implements RouteRole {
    /** Anyone with a valid key. */
    ANYONE,
    /** May publish events. */
    PUBLISH,
    /** May see an account's endpoints and deliveries. */
    VIEW,
    /** May change its endpoints. */
    MANAGE,
    /** May see its endpoints' secrets. */
    SECRETS,
    /** May retry and replay its deliveries. */
    REPLAY,
    /** May create, see and revoke portal links, which let others in for a while. */
    SHARE,
    OPERATE;

    /**
     * Reports whether the caller may use the route.
     *
     * @param reads whether the request is one of those that change nothing
     */
    boolean allows(Caller caller, boolean reads) {
        return switch (this) {
            case ANYONE -> true;
            case PUBLISH -> caller.role() == KeyRole.PUBLISHER || isOperator(caller);
            case VIEW -> caller.has(Ability.VIEW);
            case MANAGE -> caller.has(Ability.MANAGE);
            case SECRETS -> caller.has(Ability.SECRETS);
            case REPLAY -> caller.has(Ability.REPLAY);
            case SHARE -> caller.has(Ability.SHARE) || (reads && caller.role() == KeyRole.VIEWER);
            case OPERATE -> isOperator(caller) || (reads && caller.role() == KeyRole.VIEWER);
        };
    }

    /** Returns why the caller may not use the route; the text follows the caller's name. */
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
