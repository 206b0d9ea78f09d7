package dev.hooklane.event;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes random JSON documents for tests, in many spellings: escapes, spaces, numbers, and keys
 * that look like indices.
 */
final class RandomJson {
    private static final String[] KEYS = {
        "a",
        "b",
        "id",
        "",
        " ",
        "0",
        "1",
        "2",
        "10",
        "00",
        "01",
        "-1",
        "1.5",
        "__proto__",
        "constructor",
        "toString",
        "length",
        "4294967293",
        "4294967294",
        "4294967295",
        "4294967296",
        "9007199254740993",
        "é",
        "\ud83d\ude00",
        "1e3"
    };
    private static final String[] PIECES = {
        "x",
        "Grüße",
        "\\\"",
        "\\\\",
        "\\/",
        "/",
        "\\n",
        "\\b",
        "\\f",
        "\\r",
        "\\t",
        "\\u0000",
        "\\u001F",
        "\\u007f",
        "\u007f",
        "\\u00E9",
        "\u00e9",
        "\\u2028",
        "\u2028",
        "\u2029",
        "\ud83d\ude00",
        "\\ud83d\\ude00",
        "\\uD800",
        "\\udc00",
        "\\uDFFF",
        "\\uFFFF",
        "\uffff",
        "\ufeff",
        "<script>",
        "&",
        "'",
        " "
    };

    private final Random random;
    private final Function<Random, String> numbers;

    RandomJson(Random random) {
        this(random, NumberLiterals::any);
    }

    RandomJson(Random random, Function<Random, String> numbers) {
        this.random = random;
        this.numbers = numbers;
    }

    /** An object with some depth to it. */
    String document() {
        return object(random.nextInt(1, 5));
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0, 1 -> string();
            case 2, 3 -> numbers.apply(random);
            case 4 -> new String[] {"true", "false", "null"}[random.nextInt(3)];
            case 5 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    private String array(int depth) {
        StringBuilder out = new StringBuilder("[").append(space());
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",").append(space()).append(value(depth)).append(space());
        }
        return out.append(']').toString();
    }

    private String object(int depth) {
        StringBuilder out = new StringBuilder("{").append(space());
        int count = random.nextInt(30) == 0 ? 40 : random.nextInt(7);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String key = key();
            if (seen.add(key)) {
                out.append(seen.size() == 1 ? "" : ",").append(space());
                out.append('"')
                        .append(key)
                        .append('"')
                        .append(space())
                        .append(':')
                        .append(value(depth))
                        .append(space());
            }
        }
        return out.append('}').toString();
    }

    private String key() {
        return switch (random.nextInt(3)) {
            case 0 -> Integer.toString(random.nextInt(200));
            case 1 -> "key" + random.nextInt(100);
            default -> KEYS[random.nextInt(KEYS.length)];
        };
    }

    private String string() {
        StringBuilder out = new StringBuilder("\"");
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            out.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return out.append('"').toString();
    }

    private String space() {
        return random.nextInt(5) == 0 ? " \t\r\n".substring(random.nextInt(4)) : "";
    }
}
