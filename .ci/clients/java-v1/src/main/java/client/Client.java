package client;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.chime.AmazonChime;
import com.amazonaws.services.chime.AmazonChimeClientBuilder;
import com.amazonaws.services.chime.model.AmazonChimeException;
import com.amazonaws.services.chime.model.CreateRoomMembershipRequest;

/** Prints what the AWS SDK for Java 1 makes of each answer. */
public final class Client {
  private static final String ACCOUNT = "12a3456b-7c89-012d-3456-78901e23fg45";
  private static final String ROOM = "abcd1e2d-3e45-6789-01f2-3g45h67i890j";
  private static final String JANE = "1ab2345c-67de-8901-f23g-45h678901j2k";

  public static void main(String[] args) {
    AmazonChime chime = client(System.getenv("AWS_SECRET_ACCESS_KEY"));
    var created = chime.createRoomMembership(membershipOf(JANE)).getRoomMembership();
    var member = created.getMember();
    System.out.println("RoomId: " + created.getRoomId());
    System.out.println("MemberId: " + member.getMemberId());
    System.out.println("MemberType: " + member.getMemberType());
    System.out.println("Email: " + member.getEmail());
    System.out.println("FullName: " + member.getFullName());
    System.out.println("AccountId: " + member.getAccountId());
    System.out.println("Role: " + created.getRole());
    System.out.println("InvitedBy: " + created.getInvitedBy());
    System.out.println("UpdatedTimestamp: " + created.getUpdatedTimestamp().toInstant());
    printRefusal(chime, membershipOf(JANE));
    printRefusal(chime, membershipOf("nobody"));
    printRefusal(chime, membershipOf(JANE).withRole("Owner"));
    printRefusal(client("wrong"), membershipOf(JANE));
  }

  private static AmazonChime client(String secret) {
    var credentials = new BasicAWSCredentials(System.getenv("AWS_ACCESS_KEY_ID"), secret);
    var endpoint = new EndpointConfiguration(System.getenv("AWS_ENDPOINT_URL"), "us-east-1");
    return AmazonChimeClientBuilder.standard()
        .withEndpointConfiguration(endpoint)
        .withCredentials(new AWSStaticCredentialsProvider(credentials))
        .build();
  }

  private static CreateRoomMembershipRequest membershipOf(String member) {
    return new CreateRoomMembershipRequest()
        .withAccountId(ACCOUNT)
        .withRoomId(ROOM)
        .withMemberId(member);
  }

  private static void printRefusal(AmazonChime chime, CreateRoomMembershipRequest request) {
    try {
      System.out.println("created: " + chime.createRoomMembership(request));
    } catch (AmazonChimeException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getErrorMessage());
    }
  }
}
