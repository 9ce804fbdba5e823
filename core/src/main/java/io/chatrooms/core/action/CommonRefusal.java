package io.chatrooms.core.action;

/** The seven refusals that every action can give. */
public sealed interface CommonRefusal
    extends Refusal,
        CreateRoomMembership.Result,
        UpdateRoomMembership.Result,
        DeleteRoomMembership.Result,
        GetRoomMembership.Result
    permits BadRequest,
        UnauthorizedClient,
        Forbidden,
        NotFound,
        ThrottledClient,
        ServiceUnavailable,
        ServiceFailure {}
