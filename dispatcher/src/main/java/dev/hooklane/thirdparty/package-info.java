/** Bounds what one third party's host gets, over all endpoints and accounts. */
@NullMarked
package dev.hooklane.thirdparty;

import org.jspecify.annotations.NullMarked;
