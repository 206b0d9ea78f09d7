package dev.hooklane.source.format;

import java.util.ArrayList;
import java.util.List;

/** A type of Avro, as values were written with it. */
sealed interface AvroType {
    /** The types that have no parts. */
    enum Primitive implements AvroType {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        STRING
    }

    /** A type whose author may say to readers what it is. */
    sealed interface Documented extends AvroType permits Struct, Enumeration {
        /** Returns the name with its namespace. */
        String name();

        /** Returns what it is; may be empty. */
        String doc();
    }

    /**
     * A record. Its fields are added once it has a name, as they may refer to it.
     *
     * @param fields in the order in which they are written
     */
    record Struct(String name, String doc, List<Field> fields) implements Documented {
        Struct(String name, String doc) {
            this(name, doc, new ArrayList<>());
        }

        /** A record may be a part of itself. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return "Struct[%s]".formatted(name);
        }
    }

    /**
     * A field of a record.
     *
     * @param doc what it is, for readers; may be empty
     */
    record Field(String name, String doc, AvroType type) {}

    record Enumeration(String name, String doc, List<String> symbols) implements Documented {
        public Enumeration {
            symbols = List.copyOf(symbols);
        }
    }

    record Fixed(String name, int size) implements AvroType {}

    record Array(AvroType items) implements AvroType {}

    record Map(AvroType values) implements AvroType {}

    record Union(List<AvroType> branches) implements AvroType {
        public Union {
            branches = List.copyOf(branches);
        }
    }

    /**
     * A type whose values mean something else than they are.
     *
     * @param scale of a decimal, otherwise 0
     */
    record Logical(AvroLogical meaning, AvroType written, int scale) implements AvroType {}
}
