package client;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.chime.ChimeClient;
import software.amazon.awssdk.services.chime.model.ChimeException;
import software.amazon.awssdk.services.chime.model.CreateRoomMembershipRequest;

/** Prints what the AWS SDK for Java 2 makes of each answer. */
public final class Client {
  private static final String ACCOUNT = "12a3456b-7c89-012d-3456-78901e23fg45";
  private static final String ROOM = "abcd1e2d-3e45-6789-01f2-3g45h67i890j";
  private static final String JANE = "1ab2345c-67de-8901-f23g-45h678901j2k";

  public static void main(String[] args) {
    ChimeClient chime = client(System.getenv("AWS_SECRET_ACCESS_KEY"));
    var created = chime.createRoomMembership(membershipOf(JANE).build()).roomMembership();
    var member = created.member();
    System.out.println("RoomId: " + created.roomId());
    System.out.println("MemberId: " + member.memberId());
    System.out.println("MemberType: " + member.memberType());
    System.out.println("Email: " + member.email());
    System.out.println("FullName: " + member.fullName());
    System.out.println("AccountId: " + member.accountId());
    System.out.println("Role: " + created.role());
    System.out.println("InvitedBy: " + created.invitedBy());
    System.out.println("UpdatedTimestamp: " + created.updatedTimestamp());
    printRefusal(chime, membershipOf(JANE));
    printRefusal(chime, membershipOf("nobody"));
    printRefusal(chime, membershipOf(JANE).role("Owner"));
    printRefusal(client("wrong"), membershipOf(JANE));
  }

  private static ChimeClient client(String secret) {
    var credentials = AwsBasicCredentials.create(System.getenv("AWS_ACCESS_KEY_ID"), secret);
    return ChimeClient.builder()
        .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  private static CreateRoomMembershipRequest.Builder membershipOf(String member) {
    return CreateRoomMembershipRequest.builder().accountId(ACCOUNT).roomId(ROOM).memberId(member);
  }

  private static void printRefusal(ChimeClient chime, CreateRoomMembershipRequest.Builder request) {
    try {
      System.out.println("created: " + chime.createRoomMembership(request.build()));
    } catch (ChimeException e) {
      System.out.println(
          e.getClass().getSimpleName() + ": " + e.awsErrorDetails().errorMessage());
    }
  }
}
