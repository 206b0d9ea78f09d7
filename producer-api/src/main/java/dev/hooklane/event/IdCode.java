package dev.hooklane.event;

import java.util.random.RandomGenerator;

/** The part of an id that follows its prefix, in lower-case Crockford base32. */
public final class IdCode {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /** A bit for each letter of the alphabet, from a. */
    private static final int LETTERS = letters();

    private IdCode() {}

    private static int letters() {
        int letters = 0;
        for (char c = 'a'; c <= 'z'; c++) {
            letters |= ALPHABET.indexOf(c) < 0 ? 0 : 1 << (c - 'a');
        }
        return letters;
    }

    /** Reports whether the value is this prefix and a code of that many characters. */
    public static boolean isIn(String value, String prefix, int length) {
        if (value.length() != prefix.length() + length || !value.startsWith(prefix)) {
            return false;
        }
        for (int i = prefix.length(); i < value.length(); i++) {
            if (!isOfAlphabet(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfAlphabet(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z' && (LETTERS >> (c - 'a') & 1) == 1);
    }

    /**
     * Requires that the value is this prefix and a code of that many characters.
     *
     * @param thing what the id names, for the error
     * @throws IllegalArgumentException if it is not
     */
    public static void require(String thing, String value, String prefix, int length) {
        if (!isIn(value, prefix, length)) {
            throw new IllegalArgumentException(
                    "%s id '%s' is not %s and %d characters of 0-9 a-z without i, l, o, u"
                            .formatted(thing, value, prefix, length));
        }
    }

    /** Returns a code of that many characters, with 5 random bits in each. */
    public static String random(RandomGenerator random, int length) {
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Returns the bits of a part of a code, 5 of each character, of which there are at most 12. */
    public static long bits(String code, int from, int length) {
        long bits = 0;
        for (int i = from; i < from + length; i++) {
            bits = bits << 5 | ALPHABET.indexOf(code.charAt(i));
        }
        return bits;
    }

    /** Returns a code of the lowest bits, 5 in each of that many characters. */
    public static String of(long bits, int length) {
        char[] code = new char[length];
        for (int i = length - 1; i >= 0; i--) {
            code[i] = ALPHABET.charAt((int) (bits & 31));
            bits >>>= 5;
        }
        return new String(code);
    }
}
