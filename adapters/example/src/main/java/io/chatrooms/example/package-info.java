/**
 * How a host embeds the library ({@code Embedding}), and a program that shows what it answers: the
 * documented example, one refusal of each kind, and requests of one's own, one JSON object a line.
 * Nothing here is deployed.
 */
@NullMarked
package io.chatrooms.example;

import org.jspecify.annotations.NullMarked;
