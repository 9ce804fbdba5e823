/** Users, bots and webhooks: the Member aggregate, and the ports that store or look up members. */
@NullMarked
package io.chatrooms.core.member;

import org.jspecify.annotations.NullMarked;
