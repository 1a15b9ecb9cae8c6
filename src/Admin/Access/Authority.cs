using Maru.Admin.Shell;
using Maru.Contracts;

namespace Maru.Admin.Access;

/// <summary>Nobody hands out more than he has: who may give roles and keys could otherwise make himself master of the shop.</summary>
internal static class Authority
{
    public static Failure? WhyNot(Desk desk, IEnumerable<string> permissions)
    {
        string[] beyond = [.. permissions.Where(p => p != Everything && !desk.May(p) || (p == Everything && Contracts.Identity.Permissions.All.Any(a => !desk.May(a))))];
        return beyond.Length == 0 ? null : new StateConflict(desk.Say(
            $"가지고 있지 않은 권한은 줄 수 없어요: {string.Join(", ", beyond)}", $"These permissions are not yours to give: {string.Join(", ", beyond)}."));
    }

    /// <summary>The built-in admin's star.</summary>
    private const string Everything = "*";
}
