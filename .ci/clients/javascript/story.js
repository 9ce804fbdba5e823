// Lets a room live with the client in package $1, aws-sdk or @aws-sdk/client-chime, and prints what becomes of it.
const { Chime } = require(process.argv[2]);

const chime = new Chime({
  endpoint: process.env.AWS_ENDPOINT_URL,
  region: 'us-east-1',
  credentials: {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  },
});
const account = { AccountId: '12a3456b-7c89-012d-3456-78901e23fg45' };

// aws-sdk returns a request, the other a promise.
const answerOf = (call) => (call.promise ? call.promise() : call);

const printRefusal = (call) =>
  answerOf(call).then(
    (answer) => console.log('succeeded: %j', answer),
    (error) => console.log(`${error.name}: ${error.message}`),
  );

const printPages = async (room) => {
  let next;
  do {
    const page = await answerOf(chime.listRoomMemberships({ ...room, MaxResults: 2, NextToken: next }));
    console.log(`page: ${page.RoomMemberships.map((each) => `${each.Member.MemberId} ${each.Role}`).join(', ')}`);
    next = page.NextToken;
  } while (next);
};

const printRooms = async (said, filter) => {
  const { Rooms: rooms } = await answerOf(chime.listRooms({ ...account, ...filter }));
  console.log(`${said}: ${rooms.map((each) => each.Name).join(', ')}`.trim());
};

(async () => {
  const { Room: created } = await answerOf(chime.createRoom({ ...account, Name: 'Launch' }));
  const room = { ...account, RoomId: created.RoomId };
  console.log(`created: ${created.Name} of ${created.AccountId} by ${created.CreatedBy}`);
  const items = ['ada', 'b/o b', 'nobody', 'cy&d', 'ada'].map((id) => ({ MemberId: id }));
  const batch = await answerOf(chime.batchCreateRoomMembership({ ...room, MembershipItemList: items }));
  for (const error of batch.Errors) {
    console.log(`not added: ${error.MemberId} ${error.ErrorCode} ${error.ErrorMessage}`);
  }
  await printPages(room);
  const { RoomMembership: added } = await answerOf(chime.createRoomMembership({ ...room, MemberId: 'dän' }));
  const { Member: dan } = added;
  console.log(`added: ${dan.MemberId} ${added.Role} ${dan.MemberType} ${dan.FullName}`);
  const bob = { ...room, MemberId: 'b/o b' };
  const { RoomMembership: promoted } = await answerOf(
    chime.updateRoomMembership({ ...bob, Role: 'Administrator' }),
  );
  console.log(`promoted: ${promoted.Member.MemberId} ${promoted.Role}`);
  await answerOf(chime.deleteRoomMembership({ ...room, MemberId: 'ada' }));
  console.log('removed: ada');
  await printRefusal(chime.deleteRoomMembership(bob));
  await printPages(room);
  const { Room: renamed } = await answerOf(chime.updateRoom({ ...room, Name: 'Landing' }));
  console.log(`renamed: ${renamed.Name}`);
  const { Room: found } = await answerOf(chime.getRoom(room));
  console.log(`room: ${found.Name}`);
  await printRooms('rooms of cy&d', { MemberId: 'cy&d' });
  await printRooms('all rooms', {});
  await printRefusal(chime.listRooms({ ...account, NextToken: 'another' }));
  await answerOf(chime.deleteRoom(room));
  console.log('deleted');
  await printRefusal(chime.getRoom(room));
  await printRooms('all rooms', {});
})();
