using Maru.Contracts.Configuration;
using Maru.Contracts.Identity;
using Maru.Modules.Identity.Access;
using Maru.Modules.Identity.Accounts;
using Maru.Modules.Identity.Customers;
using Maru.Modules.Identity.Persons;
using Maru.Modules.Identity.Sessions;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Identity;

/// <summary>People and machines that sign in: accounts, sessions, roles, keys, the audit log.</summary>
public sealed class IdentityModule : IModule
{
    public string Name => "identity";

    public void Configure(ModuleBuilder module)
    {
        module.Offers<ICallers, CallerService>();
        module.Offers<IAccounts, AccountService>();
        module.Offers<IIdentity, AccountService>();
        module.Offers<IAccessAdministration, AccessService>();
        module.Offers<ICustomers, CustomerService>();
        module.Offers<IAudit, AccessService>();
        module.Handles<SettingChanged, AuditSettingChange>("audit-settings", lanes: 1);
        module.Runs<RotateSigningKeys>("rotate-signing-keys", JobSchedule.Every(TimeSpan.FromHours(1)));
        module.Services.AddSingleton<PersonKeys>();
        module.Services.AddSingleton<SigningKeys>();
        module.Services.AddSingleton<TokenIssuer>();
        module.Services.AddSingleton<SessionStore>();
        module.Services.AddSingleton<SignIn>();
    }

    public void Map(ModuleRoutes routes)
    {
        AuthEndpoints.Map(routes.Api);
        MeEndpoints.Map(routes.Api);
        AccessEndpoints.Map(routes.Admin);
        JwksEndpoint.Map(routes.Root);
    }
}
