package dev.hooklane.api;

import dev.hooklane.access.Authentication;
import dev.hooklane.access.Authenticator;
import dev.hooklane.access.Caller;
import dev.hooklane.access.LinkEnd;
import dev.hooklane.access.OwnCalls;
import dev.hooklane.access.UserPasses;
import dev.hooklane.event.AccountId;
import dev.hooklane.metrics.ApiMeters;
import dev.hooklane.peer.PeerAnswer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Authenticates requests under {@code /v1} by their key, and tells the routes who the caller is and
 * which account it may see. A thing that belongs to another account is answered as if it did not
 * exist.
 */
final class Access implements Routes {
    /** A log of refused requests. */
    @FunctionalInterface
    interface DenialLog {
        /**
         * Receives a request that is refused.
         *
         * @param caller empty if there is no valid key
         */
        void denied(Context context, Optional<Caller> caller, int status, String why);
    }

    private static final String CALLER = "hooklane.caller";

    private static final String ADDRESS = "hooklane.address";

    private final Authenticator authenticator;
    private final OwnCalls ownCalls;
    private final PeerDoors peers;
    private final DenialLog denials;
    private final ApiMeters meters;

    Access(
            Authenticator authenticator,
            OwnCalls ownCalls,
            PeerDoors peers,
            DenialLog denials,
            ApiMeters meters) {
        this.authenticator = authenticator;
        this.ownCalls = ownCalls;
        this.peers = peers;
        this.denials = denials;
        this.meters = meters;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before("/v1/*", this::authenticate);
        routes.beforeMatched("/v1/*", this::authorize);
    }

    private void authenticate(Context context) throws IOException {
        Optional<PeerAnswer> peer = PeerCall.caller(context, peers);
        if (peer.isPresent()) {
            admit(context, peer.get());
        } else {
            authenticateSender(context);
        }
    }

    /** Admits the caller of another instance, which has checked the key. */
    private void admit(Context context, PeerAnswer answer) {
        switch (answer) {
            case PeerAnswer.Trusted(Caller caller, String address, String _) -> {
                context.attribute(ADDRESS, address);
                context.attribute(CALLER, caller);
            }
            case PeerAnswer.Refused(String detail) -> {
                meters.unauthorized();
                denials.denied(context, Optional.empty(), 401, detail);
                throw Problem.unauthorized(detail);
            }
        }
    }

    private void authenticateSender(Context context) {
        String address = ownCalls.address(context::header, context.ip());
        context.attribute(ADDRESS, address);
        String authorization = context.header("Authorization");
        boolean exchange = PortalSessionRoutes.isExchange(context);
        switch (exchange
                ? authenticator.authenticateLink(authorization, address)
                : authenticator.authenticate(authorization, address)) {
            case Authentication.Known(Caller caller) -> context.attribute(CALLER, caller);
            case Authentication.Unknown(String detail) -> {
                meters.unauthorized();
                denials.denied(context, Optional.empty(), 401, detail);
                throw Problem.unauthorized(detail);
            }
            case Authentication.Refused(Optional<UserPasses.Named> user, String detail) -> {
                user.ifPresent(named -> Audit.user(context, named));
                denials.denied(context, Optional.empty(), 401, detail);
                throw Problem.unauthorized(detail);
            }
            case Authentication.Ended(LinkEnd end, String detail) -> {
                meters.unauthorized();
                if (exchange) {
                    meters.links().refused(end);
                }
                denials.denied(context, Optional.empty(), 401, detail);
                throw Problem.ended(end, detail);
            }
            case Authentication.Limited(Duration retryAfter) -> {
                meters.unauthorized();
                String detail = "too many wrong keys came from %s".formatted(address);
                denials.denied(context, Optional.empty(), 429, detail);
                throw Problem.tooManyWrongKeys(detail, Math.max(1, (int) retryAfter.toSeconds()));
            }
        }
    }

    private void authorize(Context context) {
        Caller caller = caller(context);
        Set<RouteRole> roles = context.routeRoles();
        for (RouteRole role : roles.isEmpty() ? Set.of(RouteAccess.OPERATE) : roles) {
            if (!((RouteAccess) role).allows(caller, reads(context))) {
                String detail =
                        "%s%s %s, and may not %s %s"
                                .formatted(
                                        caller.isUser() ? "" : "key ",
                                        caller.key(),
                                        ((RouteAccess) role).refusal(caller),
                                        context.method(),
                                        context.path());
                denials.denied(context, Optional.of(caller), 403, detail);
                throw Problem.forbidden(detail);
            }
        }
    }

    /** Reports whether the request's method is one that changes nothing. */
    static boolean reads(Context context) {
        return switch (context.method().name()) {
            case "GET", "HEAD" -> true;
            default -> false;
        };
    }

    /**
     * Returns the address that the request comes from, as given by the connection or by this
     * instance's console.
     */
    static String address(Context context) {
        String address = context.attribute(ADDRESS);
        return address == null ? context.ip() : address;
    }

    static Caller caller(Context context) {
        Caller caller = context.attribute(CALLER);
        if (caller == null) {
            throw new IllegalStateException("no caller is known of " + context.path());
        }
        return caller;
    }

    /** Reports whether the caller may see things of this account. */
    static boolean maySee(Context context, AccountId owner) {
        return caller(context).maySee(owner);
    }

    /**
     * Returns the account that a list is limited to: the one that the request names, or the
     * caller's only one.
     *
     * @throws ProblemException if it is not the caller's
     */
    static Optional<AccountId> account(Context context) {
        Optional<AccountId> asked = Parameters.account(context);
        asked.ifPresent(account -> require(context, account));
        return asked.or(() -> caller(context).account());
    }

    /**
     * Refuses a request for an account that the caller may not see.
     *
     * @throws ProblemException if it is not the caller's
     */
    static void require(Context context, AccountId account) {
        require(caller(context), account);
    }

    /** Does the same for a caller. */
    static void require(Caller caller, AccountId account) {
        if (!caller.maySee(account)) {
            throw Problem.notFound("there is no account " + account);
        }
    }
}
