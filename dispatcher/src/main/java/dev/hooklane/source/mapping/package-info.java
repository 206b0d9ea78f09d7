/**
 * The language of mappings, which say what event a source's record becomes, as an allow-list.
 *
 * <p>A mapping is read by {@code MappingReader}, its expressions by {@code Lexer} and {@code
 * Parser}, into a tree of {@code Expression}s. {@code Mapping} evaluates that for a record.
 *
 * <p>To add a function:
 *
 * <ol>
 *   <li>Write a record of {@code TextCall}, {@code TimeCall} or {@code TreeCall}. It gives nothing
 *       if its argument may be missing, and is. It counts what it makes, and steps over whatever is
 *       as long as the record's data.
 *   <li>Name it in {@code CallParser}: its number of arguments, and the kinds that each may be.
 *   <li>Add rows to {@code docs/MAPPING.md}, which {@code MappingPageTest} runs, and a malformed
 *       call to {@code malformed.txt}.
 * </ol>
 */
@NullMarked
package dev.hooklane.source.mapping;

import org.jspecify.annotations.NullMarked;
