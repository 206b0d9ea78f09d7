package dev.hooklane.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.delivery.DeliveryRecords;
import dev.hooklane.delivery.SourceEvent.Origin;
import dev.hooklane.erasure.Erasures;
import dev.hooklane.event.AccountId;
import dev.hooklane.event.AccountReading;
import dev.hooklane.event.EventReader;
import dev.hooklane.fanout.RejectedCopy;
import dev.hooklane.lookup.HeaderTexts;
import dev.hooklane.source.SourceRejection;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what is shown of the records of the rejected topic. */
final class RejectedReading {
    /** Reasons for records whose keys name no account, though they may look like it. */
    private static final Set<String> KEYS_OF_OTHERS =
            Stream.concat(
                            Stream.of(RejectedRecords.UNREADABLE_DELIVERY),
                            Arrays.stream(SourceRejection.values()).map(SourceRejection::code))
                    .collect(Collectors.toUnmodifiableSet());

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final EventReader reader;
    private final Erasures erasures;

    RejectedReading(EventReader reader, Erasures erasures) {
        this.reader = reader;
        this.erasures = erasures;
    }

    /** Returns what is shown of a record; empty if its account is erased. */
    Optional<RejectedRecord> read(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = HeaderTexts.of(record.headers());
        String reason = reason(headers);
        Instant at = Instant.ofEpochMilli(record.timestamp());
        byte[] key = KEYS_OF_OTHERS.contains(reason) ? null : record.key();
        Optional<AccountId> account = account(key, headers);
        if (account.filter(owner -> erasures.covers(owner, at)).isPresent()) {
            return Optional.empty();
        }
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Optional<RejectedRecord.Cut> cut = cut(headers, value.length);
        ByteBuffer shown =
                ByteBuffer.wrap(value, 0, Math.min(value.length, RejectedRecord.SHOWN_MAX));
        return Optional.of(
                new RejectedRecord(
                        new Origin(record.partition(), record.offset()),
                        at,
                        reason,
                        headers.getOrDefault(RejectedCopy.DETAIL_HEADER, ""),
                        Optional.ofNullable(record.key())
                                .flatMap(bytes -> text(ByteBuffer.wrap(bytes), true)),
                        account,
                        number(headers, RejectedCopy.WHOLE_BYTES_HEADER).orElse(value.length),
                        base64(shown.duplicate()),
                        text(shown, shown.remaining() == value.length && cut.isEmpty()),
                        Optional.ofNullable(headers.get(RejectedCopy.SOURCE_HEADER)),
                        cut));
    }

    private static Optional<RejectedRecord.Cut> cut(Map<String, String> headers, int keptBytes) {
        return Optional.ofNullable(headers.get(RejectedCopy.WHOLE_SHA256_HEADER))
                .map(sha256 ->
                        new RejectedRecord.Cut(
                                keptBytes,
                                sha256,
                                number(headers, RejectedCopy.HEADERS_LEFT_OUT_HEADER).orElse(0)));
    }

    /**
     * Returns a header's number. Text that is not a number was written by someone else, before such
     * headers had a meaning.
     */
    private static Optional<Integer> number(Map<String, String> headers, String name) {
        return Optional.ofNullable(headers.get(name))
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf);
    }

    /** Returns why a record was rejected, in one word; empty if it does not say. */
    static String reason(Map<String, String> headers) {
        return headers.getOrDefault(DeliveryRecords.REASON_HEADER, "");
    }

    private Optional<AccountId> account(byte @Nullable [] key, Map<String, String> headers) {
        return switch (reader.readAccount(key, headers)) {
            case AccountReading.Known(AccountId account) -> Optional.of(account);
            case AccountReading.Rejected _ -> Optional.empty();
        };
    }

    private static String base64(ByteBuffer shown) {
        byte[] bytes = new byte[shown.remaining()];
        shown.get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Returns bytes that are valid UTF-8 as text.
     *
     * @param whole whether nothing follows that could complete a character
     */
    private static Optional<String> text(ByteBuffer bytes, boolean whole) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining());
        CoderResult result = decoder.decode(bytes, chars, whole);
        return result.isError() ? Optional.empty() : Optional.of(chars.flip().toString());
    }
}
