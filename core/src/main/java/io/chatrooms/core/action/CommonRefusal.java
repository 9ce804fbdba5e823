package io.chatrooms.core.action;

/** The seven refusals that every action can give. */
public sealed interface CommonRefusal
    extends Refusal,
        CreateRoomMembership.Result,
        BatchCreateRoomMembership.Result,
        UpdateRoomMembership.Result,
        DeleteRoomMembership.Result,
        GetRoomMembership.Result,
        ListRoomMemberships.Result,
        CreateRoom.Result,
        GetRoom.Result,
        UpdateRoom.Result,
        DeleteRoom.Result,
        ListRooms.Result
    permits BadRequest,
        UnauthorizedClient,
        Forbidden,
        NotFound,
        ThrottledClient,
        ServiceUnavailable,
        ServiceFailure {}
