package dev.hooklane.api;

import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.RejectReason;
import dev.hooklane.lookup.Place;
import dev.hooklane.lookup.TailPage;
import dev.hooklane.published.RejectedRecord;
import dev.hooklane.published.RejectedRecords;
import dev.hooklane.source.SourceName;
import dev.hooklane.source.SourceRejection;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** Lists rejected records, newest first. */
final class RejectedRoutes implements Routes {
    /** Each entry holds up to 16 KiB of its record's bytes. */
    private static final int PAGE_MAX = 100;

    private static final List<String> REASONS =
            Stream.concat(
                            Arrays.stream(RejectReason.values()).map(RejectReason::code),
                            Stream.concat(
                                    Stream.of(RejectedRecords.UNREADABLE_DELIVERY),
                                    Arrays.stream(SourceRejection.values())
                                            .map(SourceRejection::code)))
                    .toList();

    private final RejectedRecords rejected;

    RejectedRoutes(RejectedRecords rejected) {
        this.rejected = rejected;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/rejected", this::list, RouteAccess.OPERATE);
        routes.get("/v1/rejected/{id}", this::read, RouteAccess.OPERATE);
    }

    private void list(Context context) {
        Parameters.only(context, Set.of("reason", "source", "from", "until", "cursor", "limit"));
        TailPage<RejectedRecord> page =
                rejected.page(
                        EventListRoutes.range(context, Parameters.limit(context, PAGE_MAX)),
                        new RejectedRecords.Wanted(
                                Parameters.choice(context, "reason", REASONS),
                                Parameters.source(context).map(SourceName::value)));
        ListAnswer.send(
                context,
                "rejected",
                page.items(),
                RejectedRoutes::write,
                page.next().map(Place::toString));
    }

    private void read(Context context) {
        SourceEvent.Origin at = Parameters.rejectedId(context);
        RejectedRecord record =
                rejected.at(at)
                        .orElseThrow(() ->
                                Problem.notFound(
                                        "no record is at %s of the rejected topic, or no longer"
                                                .formatted(at)));
        Answers.json(context, 200, json -> write(record, json));
    }

    private static void write(RejectedRecord record, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", record.at().toString());
        json.writeStringProperty("rejectedAt", record.rejectedAt().toString());
        json.writeStringProperty("reason", record.reason());
        json.writeStringProperty("detail", record.detail());
        json.writeStringProperty("key", record.key().orElse(null));
        json.writeStringProperty("account", record.account().map(AccountId::value).orElse(null));
        json.writeNumberProperty("bytes", record.bytes());
        json.writeStringProperty("base64", record.base64());
        json.writeStringProperty("text", record.text().orElse(null));
        json.writeStringProperty("source", record.source().orElse(null));
        json.writeName("cut");
        if (record.cut().isPresent()) {
            write(record.cut().get(), json);
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void write(RejectedRecord.Cut cut, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("keptBytes", cut.keptBytes());
        json.writeStringProperty("sha256", cut.sha256());
        json.writeNumberProperty("headersLeftOut", cut.headersLeftOut());
        json.writeEndObject();
    }
}
