package dev.hooklane.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The corners of the language that docs/MAPPING.md does not show. */
final class ExpressionTest {
    private static final String VALUE =
            """
            {"null":null,"text":"a","empty":"","zero":0,"object":{"a":{"b":1}},"list":[1,"a",null,[2]],
            "number":12.50,"big":123456789012345678901234567890.10,"flag":true}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "value.object.a.b|1",
                "value.object?.a?.b?|1",
                "value.object.c?.b|nothing",
                "value.object.c.b?|data.x: value.object.c is not there; value.object has a",
                "value.null.b?|data.x: value.null is null; an object is expected",
                "value.null?.b|nothing",
                "value.null?[0]|nothing",
                "value.text?.b|data.x: value.text is text; an object is expected",
                "value.list.a|data.x: value.list is a list; an object is expected",
                "value.object[0]|data.x: value.object is an object; a list is expected",
                "value.list[4]|data.x: value.list[4] is not there; value.list has 4 items",
                "value.list[4]?|nothing",
                "value.list[3][0]|2",
                "value[\"list\"][3][0]|2",
                "headers.no?|nothing",
                "headers.no|data.x: headers.no is not there; headers has tenant",
                "metadata|{\"cluster\":\"main\",\"topic\":\"orders\",\"partition\":3,\"offset\":42,\"timestamp\":\"2026-03-01T09:30:00Z\"}",
                "value.no? ?? value.null|null",
                "value.no? ?? value.no?|nothing",
                "value.no ?? value.gone|data.x: value.gone is not there; value has null, text, empty, zero, object, list, number, big, …",
                "value.empty ?? 1|\"\"",
                "value.zero ?? 1|0",
            })
    void aPathLeadsToAValueOrSaysWhyNot(String expression, String given) {
        assertThat(MappingRun.of(expression, VALUE)).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "value.zero == -0.0|true",
                "value.number == 12.5|true",
                "value.big == 123456789012345678901234567890.1|true",
                "value.big == 123456789012345678901234567890.2|false",
                "value.zero == false|false",
                "value.null == null|true",
                "value.object == null|false",
                "value.object != null|true",
                "value.text == value.object|false",
                "value.list == []|data.x: value.list is a list, which can't be compared with another",
                "null in value.list|true",
                "1.0 in value.list|true",
                "[2] in value.list|data.x: [2] is a list, which can't be compared with another",
                "2 in value.list|false",
                "value.no? in value.list|false",
                "1 in value.no?|false",
                "value.no? != 1|true",
                "value.no? == value.no?|false",
                "value.no? < 1|false",
                "not (value.no? < 1)|true",
                "value.no == 1|data.x: value.no is not there; value has null, text, empty, zero, object, list, number, big, …",
                "value.null < 1|data.x: value.null is null; a number is expected",
                "false and value.no|false",
                "true or value.no|true",
                "true or false and false|true",
                "(true or false) and false|false",
                "not true or true|true",
                "not (true or true)|false",
                "value.text and true|data.x: value.text is text; a boolean is expected",
                "exists(value.object.c.d)|false",
                "exists(value.text.d)|data.x: value.text is text; an object is expected",
                "exists(drop)|false",
                "if(value.flag, 1, value.no)|1",
                "if(not value.flag, value.no)|nothing",
                "if(value.no?, 1, 2)|data.x: value.no? gives nothing; a boolean is expected",
                "startsWith(value.text, '')|true",
                "startsWith(value.no?, 'a')|false",
            })
    void aConditionHoldsOrNotOrSaysWhyItIsNone(String expression, String given) {
        assertThat(MappingRun.of(expression, VALUE)).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text(value.number)|\"12.50\"",
                "text(1e3)|\"1000\"",
                "text(-1.5e-3)|\"-0.0015\"",
                "text(value.big)|\"123456789012345678901234567890.10\"",
                "text(true)|\"true\"",
                "text(value.null)|data.x: value.null is null; text, a number or a boolean is expected",
                "text(value.no?)|nothing",
                "text(json('1.10'))|\"1.10\"",
                "number('1.10')|1.10",
                "number('-0')|0",
                "number(value.number)|12.50",
                "number(value.no?)|nothing",
                "number(' 1')|data.x: ' 1' is ' 1', which is not a number as JSON has it, such as -12.50",
                "number('1,5')|data.x: '1,5' is '1,5', which is not a number as JSON has it, such as -12.50",
                "number('0x1F')|data.x: '0x1F' is '0x1F', which is not a number as JSON has it, such as -12.50",
                "number('NaN')|data.x: 'NaN' is 'NaN', which is not a number as JSON has it, such as -12.50",
                "number(value.empty)|data.x: value.empty is '', which is not a number as JSON has it, such as -12.50",
                "join([])|\"\"",
                "join([value.no?, drop, 'a', 1, true], '-')|\"a-1-true\"",
                "join(value.list)|data.x: item 3 of value.list is null; text, a number or a boolean is expected",
                "lower('ÄİI')|\"äi̇i\"",
                "upper('straße')|\"STRASSE\"",
                "before('a:b:c', ':')|\"a\"",
                "after('a:b:c', ':')|\"b:c\"",
                "after('a:b:c', '::')|data.x: 'a:b:c' has no '::' in it",
                "map(value.list, i, if(i != null, i))|[1,\"a\",[2]]",
                "map(value.no?, i, i)|nothing",
                "map(value.null, i, i)|data.x: value.null is null; a list is expected",
                "map([[1, 2], [3]], i, map(i, j, [j, i]))|[[[1,[1,2]],[2,[1,2]]],[[3,[3]]]]",
                "map([[1], [2]], i, map(i, i, i))|[[1],[2]]",
                "map(value.list, i, i.a)|data.x: i is a number; an object is expected, in item 1 of value.list",
                "select(value.object, a)|{\"a\":{\"b\":1}}",
                "select(value.object, b)|data.x: 'b' is not there; value.object has a",
                "select(value.object, b?)|{}",
                "json('{').a|data.x: '{' is not JSON at line 1, column 2",
            })
    void aFunctionGivesAValueOrSaysWhyNot(String expression, String given) {
        assertThat(MappingRun.of(expression, VALUE)).isEqualTo(given);
    }

    @Test
    void aNameMayBeThatOfAWordOfTheLanguage() {
        String value = "{\"in\":1,\"null\":2,\"if\":3,\"and\":{\"not\":4}}";

        assertThat(MappingRun.of("[value.in, value.null, value.if, value.and.not]", value))
                .isEqualTo("[1,2,3,4]");
        assertThat(MappingRun.of("select(value, in, null)", value))
                .isEqualTo("{\"in\":1,\"null\":2}");
        assertThat(MappingRun.of("{in: 1, drop: 2}", value)).isEqualTo("{\"in\":1,\"drop\":2}");
    }
}
