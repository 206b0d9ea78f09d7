package dev.hooklane.edge;

import dev.hooklane.config.EdgeSettings.Limits;
import dev.hooklane.problem.ProblemCode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is counted while it is read: against the size that its caller may send, the
 * instance's budget, and the rate that a client must keep up. Jetty's {@code minRequestDataRate}
 * allows no moment to begin in, and says nothing in the answer. One thread at a time reads it.
 */
final class EdgeRequest extends Request.Wrapper {
    /** A body that is waited for no longer than this may come as slowly as it likes. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Without a key there is only the form to sign in with. */
    static final long STRANGERS_FORM_BYTES = 16 << 10;

    /** The largest form of the console holds a schema. */
    static final long FORM_BYTES = 1 << 20;

    /** More than any operation of the API takes; each has a limit of its own. */
    static final long API_BYTES = 16 << 20;

    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
    private static final int RETRY_SECONDS = 2;

    private final Visit visit;
    private final Limits limits;
    private final Flights flights;
    private final Refusals refusals;
    private final HttpFields headers;
    private final long maxBytes;
    private volatile boolean discards;
    private final AtomicLong taken = new AtomicLong();
    private long read;
    private long waited;
    private long waitsSince;
    private @Nullable RefusedBodyException refused;

    EdgeRequest(Request request, Visit visit, Limits limits, Flights flights, Refusals refusals) {
        super(request);
        this.visit = visit;
        this.limits = limits;
        this.flights = flights;
        this.refusals = refusals;
        this.headers = withoutOverride(request.getHeaders());
        this.maxBytes = maxBytes(request);
    }

    /**
     * A method that only some of those on the way see can't be told apart by any rule of theirs.
     */
    private static HttpFields withoutOverride(HttpFields sent) {
        return sent.contains(METHOD_OVERRIDE)
                ? HttpFields.build(sent).remove(METHOD_OVERRIDE).asImmutable()
                : sent;
    }

    private long maxBytes(Request request) {
        if (Paths.ofApi(request)) {
            return API_BYTES;
        }
        return visit.caller() == CallerClass.STRANGER ? STRANGERS_FORM_BYTES : FORM_BYTES;
    }

    Visit visit() {
        return visit;
    }

    /** Returns how many bytes of the budget it has. */
    long taken() {
        return taken.get();
    }

    /** Takes note that the rest of the body is thrown away as it comes. */
    void discards() {
        discards = true;
    }

    @Override
    public HttpFields getHeaders() {
        return headers;
    }

    @Override
    public void demand(Runnable demandCallback) {
        waitsSince = System.nanoTime();
        super.demand(demandCallback);
    }

    @Override
    public Content.@Nullable Chunk read() {
        if (refused != null) {
            return Content.Chunk.from(refused);
        }
        Content.Chunk chunk = super.read();
        if (chunk == null || Content.Chunk.isFailure(chunk)) {
            return chunk;
        }
        if (waitsSince != 0) {
            waited += System.nanoTime() - waitsSince;
            waitsSince = 0;
        }
        read += chunk.remaining();
        Optional<RefusedBodyException> refusal = check(chunk.remaining());
        if (refusal.isEmpty()) {
            return chunk;
        }
        chunk.release();
        refused = refusal.get();
        return Content.Chunk.from(refused);
    }

    private Optional<RefusedBodyException> check(int more) {
        if (waited > PATIENCE_NANOS
                && read < limits.bodyBytesPerSecond() * TimeUnit.NANOSECONDS.toSeconds(waited)) {
            return refuse(
                    Refusal.SLOW_BODY,
                    ProblemCode.BODY_TOO_SLOW,
                    "the body came at less than %d bytes a second"
                            .formatted(limits.bodyBytesPerSecond()));
        }
        if (discards) {
            return Optional.empty();
        }
        if (read > maxBytes) {
            return refuse(
                    Refusal.BODY_SIZE,
                    ProblemCode.TOO_LARGE,
                    "the body has more than the %d bytes that are taken here".formatted(maxBytes));
        }
        Optional<Refusal> refusal =
                visit.port() == Port.OWN
                        ? Optional.empty()
                        : flights.take(visit.caller(), visit.counted(), more);
        if (refusal.isPresent()) {
            return refuse(
                    refusal.get(),
                    ProblemCode.BUSY,
                    "the bodies of other requests use up api.body-budget; try again in %d s"
                            .formatted(RETRY_SECONDS));
        }
        taken.addAndGet(visit.port() == Port.OWN ? 0 : more);
        return Optional.empty();
    }

    private Optional<RefusedBodyException> refuse(
            Refusal refusal, ProblemCode code, String detail) {
        refusals.refused(visit.caller(), refusal);
        return Optional.of(
                new RefusedBodyException(
                        code, detail, code == ProblemCode.BUSY ? RETRY_SECONDS : 0));
    }
}
