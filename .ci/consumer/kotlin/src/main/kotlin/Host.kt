package consumer

import io.chatrooms.core.action.BadRequest
import io.chatrooms.core.action.Caller
import io.chatrooms.core.action.ChatRooms
import io.chatrooms.core.action.Conflict
import io.chatrooms.core.action.CreateRoomMembership
import io.chatrooms.core.action.CreateRoomMembership.Created
import io.chatrooms.core.action.Forbidden
import io.chatrooms.core.action.NotFound
import io.chatrooms.core.action.ResourceLimitExceeded
import io.chatrooms.core.action.ServiceFailure
import io.chatrooms.core.action.ServiceUnavailable
import io.chatrooms.core.action.ThrottledClient
import io.chatrooms.core.action.UnauthorizedClient
import io.chatrooms.inmemory.InMemoryStore
import java.time.Clock

/** No branch is left out, and there is no else. */
fun status(result: CreateRoomMembership.Result): Int =
    when (result) {
        is Created -> 201
        is BadRequest -> 400
        is UnauthorizedClient -> 401
        is Forbidden -> 403
        is NotFound -> 404
        is Conflict -> 409
        is ResourceLimitExceeded -> 400
        is ThrottledClient -> 429
        is ServiceUnavailable -> 503
        is ServiceFailure -> 500
    }

fun main() {
    val chatRooms = ChatRooms.of(InMemoryStore.create(), Clock.systemUTC())
    val request = CreateRoomMembership.Request("account", "room", "member", null)
    println(status(chatRooms.createRoomMembership().execute(Caller.unauthenticated(), request)))
}
