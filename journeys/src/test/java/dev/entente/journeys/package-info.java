@NullMarked
package dev.entente.journeys;

import org.jspecify.annotations.NullMarked;
