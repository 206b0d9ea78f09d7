package dev.hooklane.console.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in the format of browsers' time fields: UTC in addresses, the reader's time zone where the
 * page can tell it.
 */
public final class TypedTime {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-9.]+)?(Z?)");

    private TypedTime() {}

    /** Returns the time in the API's format; text that is not a time stays as it is. */
    public static String forApi(String typed) {
        Matcher matcher = FORM.matcher(typed);
        return matcher.matches() && matcher.group(3).isEmpty() ? typed + "Z" : typed;
    }

    /** Returns the time in a field's format: to the minute, without a zone. */
    public static String forField(String typed) {
        Matcher matcher = FORM.matcher(typed);
        return matcher.matches() ? matcher.group(1) : typed;
    }
}
