using Maru.Modules.Notifications.Sending;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Notifications.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Read_WithNothing_HasTheMailBoxAndBrowsers()
    {
        var options = Read([]);
        (options.Smtp, options.SendGrid, options.Twilio, options.Fcm, options.Apns).ShouldBe((null, null, null, null, null));
        options.WebPush.ShouldNotBeNull();
    }

    [Fact]
    public void Read_WhenSeveralAreWrong_NamesThemAll_AndNoValue()
    {
        var problem = Should.Throw<InvalidOperationException>(() => Read(new()
        {
            ["Notifications:Smtp:Host"] = "mail.example", ["Notifications:Smtp:Port"] = "99999", ["Notifications:Smtp:Security"] = "None", ["Notifications:Smtp:User"] = "u",
            ["Notifications:Smtp:Password"] = "verysecret", ["Notifications:SendGrid:ApiKey"] = "alsosecret", ["Notifications:Twilio:AccountSid"] = "AC1",
            ["Notifications:Apns:TeamId"] = "T", ["Notifications:Apns:KeyId"] = "K", ["Notifications:Apns:Topic"] = "x", ["Notifications:Apns:KeyFile"] = "/nowhere/key.p8",
        })).Message;
        foreach (var key in (string[])["Smtp:Port", "Smtp:Security", "Notifications:Smtp ", "Notifications:From", "Twilio:AuthToken", "Twilio:From", "Apns:KeyFile"])
        {
            problem.ShouldContain(key);
        }

        problem.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(1, 30.0)]
    [InlineData(2, 60.0)]
    [InlineData(11, 21600.0)]
    [InlineData(12, null)]
    public void WaitAfter_EachAttempt_GrowsAndEnds(int attempts, double? seconds) => (MessageSender.WaitAfter(attempts)?.TotalSeconds).ShouldBe(seconds);

    private static NotificationsOptions Read(Dictionary<string, string?> settings) => NotificationsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
