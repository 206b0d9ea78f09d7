package dev.hooklane.api;

import dev.hooklane.access.Caller;
import dev.hooklane.access.KeyRole;
import dev.hooklane.event.AccountId;
import dev.hooklane.quota.Quota;
import dev.hooklane.quota.Quotas;
import dev.hooklane.share.ShareOwner;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;

/**
 * Counts requests towards the quotas of their accounts, and has their work count towards the
 * accounts' shares. Callers that are bound to no account have no quota of calls.
 */
final class CallQuotas implements Routes {
    private static final Set<String> PUBLISHING = Set.of("/v1/events", "/v1/events/batch");

    /** A search of the topic's newest 20,000 records takes a core for about a tenth of a second. */
    private static final int RECORDS_A_LOOKUP = 2_000;

    private final Quotas quotas;

    CallQuotas(Quotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before("/v1/*", this::count);
    }

    private void count(Context context) {
        Caller caller = Access.caller(context);
        // A call of another instance was counted there.
        if (!PeerCall.isOne(context) && !publishes(context, caller)) {
            caller.account().ifPresent(account -> use(context, account, Quota.CALLS_PER_SECOND));
        }
    }

    /** Reports whether a request may publish, and so counts towards other quotas. */
    private static boolean publishes(Context context, Caller caller) {
        return PUBLISHING.contains(context.path())
                && context.method().name().equals("POST")
                && RouteAccess.PUBLISH.allows(caller, false);
    }

    private void use(Context context, AccountId account, Quota rate) {
        RateLimitHeaders.add(context, quotas.use(account, rate));
    }

    /** Returns a handler that looks something up in Kafka. */
    Handler lookingUp(Handler handler) {
        Handler shared = shared(handler);
        return context -> {
            lookUp(context);
            shared.handle(context);
        };
    }

    /** Counts a look-up in Kafka. */
    void lookUp(Context context) {
        Access.caller(context)
                .account()
                .ifPresent(account -> use(context, account, Quota.LOOKUPS_PER_SECOND));
    }

    /**
     * Counts the records that a look-up has read: many are as good as several look-ups. The account
     * makes up for it before its next one.
     */
    void hasRead(Context context, int records) {
        Access.caller(context)
                .account()
                .ifPresent(account ->
                        RateLimitHeaders.add(
                                context,
                                quotas.charge(
                                        account,
                                        Quota.LOOKUPS_PER_SECOND,
                                        records / RECORDS_A_LOOKUP)));
    }

    /** Returns a handler whose work counts towards the share of the caller. */
    Handler shared(Handler handler) {
        return context -> {
            Caller caller = Access.caller(context);
            ShareOwner.Work<Boolean, Exception> work =
                    () -> {
                        handler.handle(context);
                        return true;
                    };
            var _ =
                    caller.account().isPresent()
                            ? ShareOwner.<Boolean, Exception>run(caller.account().get(), work)
                            : ShareOwner.<Boolean, Exception>run(caller.key(), work);
        };
    }

    /** Counts a manual retry; operators repair as much as they have to. */
    void retry(Context context, AccountId account) {
        if (Access.caller(context).role() != KeyRole.OPERATOR) {
            use(context, account, Quota.RETRIES_PER_MINUTE);
        }
    }

    /** Counts a portal link. */
    void portalLink(Context context, AccountId account) {
        use(context, account, Quota.PORTAL_LINKS_PER_MINUTE);
    }

    /** Returns the quotas themselves. */
    Quotas quotas() {
        return quotas;
    }
}
