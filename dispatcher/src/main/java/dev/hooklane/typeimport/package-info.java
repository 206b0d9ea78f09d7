/** Makes event types of what describes messages: AsyncAPI documents and schema registries. */
@NullMarked
package dev.hooklane.typeimport;

import org.jspecify.annotations.NullMarked;
