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
    /** They count towards other quotas. */
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
        boolean publishes =
                PUBLISHING.contains(context.path()) && context.method().name().equals("POST");
        // A call of another instance was counted there.
        if (!publishes && !PeerCall.isOne(context)) {
            Access.caller(context)
                    .account()
                    .ifPresent(account ->
                            RateLimitHeaders.tell(
                                    quotas.use(account, Quota.CALLS_PER_SECOND), context::header));
        }
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
                .ifPresent(account -> quotas.use(account, Quota.LOOKUPS_PER_SECOND));
    }

    /**
     * Counts the records that a look-up has read: many are as good as several look-ups. The account
     * makes up for it before its next one.
     */
    void hasRead(Context context, int records) {
        Access.caller(context)
                .account()
                .ifPresent(account ->
                        quotas.charge(
                                account, Quota.LOOKUPS_PER_SECOND, records / RECORDS_A_LOOKUP));
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
            quotas.use(account, Quota.RETRIES_PER_MINUTE);
        }
    }

    /**
     * Counts a portal link.
     *
     * @param unexpired how many the account has
     */
    void portalLink(AccountId account, long unexpired) {
        quotas.requirePortalLink(account, unexpired);
        quotas.use(account, Quota.PORTAL_LINKS_PER_MINUTE);
    }

    /** Returns the quotas themselves. */
    Quotas quotas() {
        return quotas;
    }
}
