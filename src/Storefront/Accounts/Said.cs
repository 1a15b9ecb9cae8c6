using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Accounts;

/// <summary>What a form did, told on the page that follows it.</summary>
internal static class Said
{
    public const string Saved = "?said=saved";
    public const string Deleted = "?said=deleted";
    public const string Mailed = "?said=mailed";
    public const string SignedOut = "?said=signed-out";
    public const string Off = "?said=off";

    public static string? Read(HttpContext context, Visit visit) => context.Request.Query["said"].ToString() switch
    {
        "saved" => visit.Say("저장했어요.", "Saved."),
        "deleted" => visit.Say("지웠어요.", "Deleted."),
        "mailed" => visit.Say("메일을 보냈어요. 받은 편지함을 열어 보세요.", "A mail is on its way. Look into your inbox."),
        "signed-out" => visit.Say("그 기기에서 로그아웃했어요.", "That device is signed out."),
        "off" => visit.Say("인증 앱을 껐어요.", "The authenticator app is switched off."),
        _ => null,
    };
}
