package dev.hooklane.api;

import dev.hooklane.access.KeyRole;
import io.javalin.security.RouteRole;

/** Who may use a route. One that says nothing is for operators. */
enum May implements RouteRole {
    /** Whoever has a valid key. */
    ANYONE,
    /** Who publishes. */
    PUBLISH,
    /** Who looks after an account's endpoints and deliveries. */
    USE_ACCOUNT,
    OPERATE;

    boolean allows(KeyRole role) {
        return role == KeyRole.OPERATOR
                || switch (this) {
                    case ANYONE -> true;
                    case PUBLISH -> role == KeyRole.PUBLISHER;
                    case USE_ACCOUNT -> role == KeyRole.ACCOUNT;
                    case OPERATE -> false;
                };
    }
}
