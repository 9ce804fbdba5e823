// Prints what the client in package $1, aws-sdk or @aws-sdk/client-chime, makes of each answer.
const { Chime } = require(process.argv[2]);

const account = { AccountId: '12a3456b-7c89-012d-3456-78901e23fg45' };
const room = { ...account, RoomId: 'abcd1e2d-3e45-6789-01f2-3g45h67i890j' };
const jane = { ...room, MemberId: '1ab2345c-67de-8901-f23g-45h678901j2k' };

const client = (secretAccessKey) =>
  new Chime({
    endpoint: process.env.AWS_ENDPOINT_URL,
    region: 'us-east-1',
    credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey },
  });

// aws-sdk returns a request, the other a promise.
const answerOf = (call) => (call.promise ? call.promise() : call);

const printRefusal = (chime, membership) =>
  answerOf(chime.createRoomMembership(membership)).then(
    (answer) => console.log('created: %j', answer),
    (error) => console.log(`${error.name}: ${error.message}`),
  );

(async () => {
  const chime = client(process.env.AWS_SECRET_ACCESS_KEY);
  const { RoomMembership: created } = await answerOf(chime.createRoomMembership(jane));
  const { Member: member } = created;
  console.log(`RoomId: ${created.RoomId}`);
  console.log(`MemberId: ${member.MemberId}`);
  console.log(`MemberType: ${member.MemberType}`);
  console.log(`Email: ${member.Email}`);
  console.log(`FullName: ${member.FullName}`);
  console.log(`AccountId: ${member.AccountId}`);
  console.log(`Role: ${created.Role}`);
  console.log(`InvitedBy: ${created.InvitedBy}`);
  console.log(`UpdatedTimestamp: ${created.UpdatedTimestamp.toISOString()}`);
  await printRefusal(chime, jane);
  await printRefusal(chime, { ...room, MemberId: 'nobody' });
  await printRefusal(chime, { ...jane, Role: 'Owner' });
  await printRefusal(client('wrong'), jane);
})();
