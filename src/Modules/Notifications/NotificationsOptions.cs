using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Notifications;

/// <param name="PublicAddress">Where people reach the shop (Shop:Address), for links in mails.</param>
internal sealed record NotificationsOptions(string PublicAddress)
{
    public static NotificationsOptions Read(IConfiguration configuration) => new((configuration["Shop:Address"] ?? "http://localhost:8080").TrimEnd('/'));
}
