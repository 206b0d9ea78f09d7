package dev.hooklane.source.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what messages of Protobuf would be made of, before they are: a message takes hundreds of
 * bytes in memory, and may be two bytes in a record. Sums over all that it is given. For one
 * thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">The encoding</a>
 */
final class ProtoSize {
    /** With what they are read into, some 100 MB. */
    static final int MESSAGES_MAX = 200_000;

    /** Each message has a reference for each of its type's oneofs, set or not: some 16 MB. */
    static final int ONEOFS_MAX = 4_000_000;

    private static final int LENGTH_DELIMITED = 2;
    private static final int START_GROUP = 3;
    private static final int END_GROUP = 4;

    private long values;
    private long oneofs;
    private int messages;

    /**
     * Adds a message.
     *
     * @throws Undecodable if the sum is over a limit
     * @throws IOException if the bytes are no message
     */
    void add(Descriptor type, ByteString bytes) throws IOException {
        message(type, bytes.newCodedInput(), 0, 1);
    }

    /**
     * Goes through the fields of a message.
     *
     * @param type none, if the schema does not have it
     * @param lastTag which ends a group; 0 if it is the end of the bytes
     */
    private void message(@Nullable Descriptor type, CodedInputStream in, int lastTag, int depth)
            throws IOException {
        if (depth > ProtoTree.DEPTH_MAX) {
            throw new Undecodable(ProtoTree.tooDeep());
        }
        addMessage(type);
        int tag = in.readTag();
        while (tag != 0 && (tag & 7) != END_GROUP) {
            field(type == null ? null : type.findFieldByNumber(tag >>> 3), in, tag, depth);
            tag = in.readTag();
        }
        in.checkLastTagWas(lastTag);
    }

    private void field(@Nullable FieldDescriptor field, CodedInputStream in, int tag, int depth)
            throws IOException {
        // Those that the schema doesn't have are kept too.
        addValues(1);
        switch (tag & 7) {
            case LENGTH_DELIMITED -> {
                int length = in.readRawVarint32();
                int limit = in.pushLimit(length);
                if (field != null && field.getType() == FieldDescriptor.Type.MESSAGE) {
                    message(field.getMessageType(), in, 0, depth + 1);
                } else if (field != null && field.isPackable()) {
                    packed(field, in);
                } else {
                    in.skipRawBytes(in.getBytesUntilLimit());
                }
                in.popLimit(limit);
            }
            case START_GROUP -> {
                Descriptor type =
                        field != null && field.getType() == FieldDescriptor.Type.GROUP
                                ? field.getMessageType()
                                : null;
                message(type, in, (tag & ~7) | END_GROUP, depth + 1);
            }
            default -> {
                var _ = in.skipField(tag);
            }
        }
    }

    private void packed(FieldDescriptor field, CodedInputStream in) throws IOException {
        int bytesEach =
                switch (field.getType()) {
                    case FIXED32, SFIXED32, FLOAT -> 4;
                    case FIXED64, SFIXED64, DOUBLE -> 8;
                    default -> 0;
                };
        if (bytesEach > 0) {
            addValues(in.getBytesUntilLimit() / bytesEach);
            in.skipRawBytes(in.getBytesUntilLimit());
            return;
        }
        while (in.getBytesUntilLimit() > 0) {
            addValues(1);
            var _ = in.readRawVarint64();
        }
    }

    private void addMessage(@Nullable Descriptor type) {
        if (++messages > MESSAGES_MAX) {
            throw new Undecodable("it has more than %,d messages".formatted(MESSAGES_MAX));
        }
        oneofs += type == null ? 0 : type.getOneofs().size();
        if (oneofs > ONEOFS_MAX) {
            throw new Undecodable(
                    "its messages have more than %,d oneofs and optional fields, set or not"
                            .formatted(ONEOFS_MAX));
        }
    }

    private void addValues(int count) {
        values += count;
        if (values > ProtoTree.VALUES_MAX) {
            throw new Undecodable(ProtoTree.tooMany());
        }
    }
}
