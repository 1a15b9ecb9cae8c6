using System.Security.Cryptography;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Modules.Identity.Persons;
using Maru.Modules.Identity.SecondFactor;
using Maru.Modules.Identity.Sessions;
using Maru.Platform.Json;

namespace Maru.Modules.Identity.Accounts;

/// <summary>Second factor, addresses, export and erasure.</summary>
internal sealed partial class AccountService
{
    private const int MaxAddresses = 20;

    public async Task<Result<TotpSetup>> BeginTotpAsync(UserId user, CancellationToken ct)
    {
        if (await LoadAsync(user, ct) is not { } row)
        {
            return new NotFound("user");
        }

        if (row.TotpConfirmed)
        {
            return new StateConflict("The second factor is switched on already.");
        }

        var secret = Totp.NewSecret();
        var seal = row.Seal(persons);
        await database.ExecuteAsync("update users set totp_secret = @secret where id = @user", new { user, secret = seal.Seal(Convert.ToBase64String(secret)) }, ct);
        return new TotpSetup(Totp.Base32(secret), Totp.Uri(secret, seal.Open(row.Email!), "Maru"));
    }

    public async Task<Result<IReadOnlyList<string>>> ConfirmTotpAsync(UserId user, string code, CancellationToken ct)
    {
        if (await LoadAsync(user, ct) is not { TotpSecret: { } sealedSecret, TotpConfirmed: false } row)
        {
            return new StateConflict("Begin setting up the second factor first.");
        }

        var secret = Convert.FromBase64String(row.Seal(persons).Open(sealedSecret));
        if (Totp.Verify(secret, code, time.GetUtcNow(), row.TotpLastStep) is not { } step)
        {
            return ValidationFailure.Of("code", "is not right; check the clock of your phone");
        }

        var codes = Enumerable.Range(0, 10).Select(_ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5))).ToArray();
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync(
            """
            update users set totp_confirmed = true, totp_last_step = @step where id = @user;
            delete from backup_codes where user_id = @user;
            insert into backup_codes (user_id, code_hash) select @user, unnest(@hashes)
            """,
            new { user, step, hashes = codes.Select(TokenIssuer.Hash).ToArray() }, ct);
        await transaction.CommitAsync(ct);
        return codes;
    }

    public async Task<Result<Done>> DisableTotpAsync(UserId user, string password, CancellationToken ct)
    {
        if (await LoadAsync(user, ct) is not { } row || !Passwords.Verify(row.PasswordHash, password))
        {
            return ValidationFailure.Of("password", "is not right");
        }

        await database.ExecuteAsync(
            "update users set totp_secret = null, totp_confirmed = false, totp_last_step = 0 where id = @user; delete from backup_codes where user_id = @user", new { user }, ct);
        return Done.Value;
    }

    public async Task<IReadOnlyList<SavedAddress>> GetAddressesAsync(UserId user, CancellationToken ct)
    {
        if (await LoadAsync(user, ct) is not { } row)
        {
            return [];
        }

        var seal = row.Seal(persons);
        var rows = await database.QueryAsync<AddressRow>(
            "select id, address, is_default from addresses where user_id = @user order by is_default desc, created_at desc", new { user }, ct);
        return [.. rows.Select(a => new SavedAddress(a.Id, MaruJson.Read<Address>(seal.Open(a.Address)), a.IsDefault))];
    }

    public async Task<Result<SavedAddress>> SaveAddressAsync(UserId user, Guid? id, Address address, bool isDefault, CancellationToken ct)
    {
        if (AddressRules.Check(address) is { } invalid)
        {
            return invalid;
        }

        if (await LoadAsync(user, ct) is not { } row)
        {
            return new NotFound("user");
        }

        var value = row.Seal(persons).Seal(MaruJson.Write(address));
        await using var transaction = await database.BeginAsync(ct);
        if (isDefault)
        {
            await transaction.ExecuteAsync("update addresses set is_default = false where user_id = @user", new { user }, ct);
        }

        var saved = id ?? Guid.CreateVersion7();
        var changed = id is null
            ? await transaction.ExecuteAsync(
                """
                insert into addresses (id, user_id, address, is_default, created_at)
                select @saved, @user, @value, @isDefault, @now where (select count(*) from addresses where user_id = @user) < @MaxAddresses
                """,
                new { saved, user, value, isDefault, now = time.GetUtcNow(), MaxAddresses }, ct)
            : await transaction.ExecuteAsync(
                "update addresses set address = @value, is_default = @isDefault where id = @saved and user_id = @user", new { saved, user, value, isDefault }, ct);
        if (changed == 0)
        {
            return id is null ? new StateConflict($"The address book holds {MaxAddresses} addresses.") : new NotFound("address");
        }

        await transaction.CommitAsync(ct);
        return new SavedAddress(saved, address, isDefault);
    }

    public async Task<Result<Done>> DeleteAddressAsync(UserId user, Guid id, CancellationToken ct) =>
        await database.ExecuteAsync("delete from addresses where id = @id and user_id = @user", new { id, user }, ct) == 1 ? Done.Value : new NotFound("address");

    public async Task<Result<string>> ExportAsync(UserId user, CancellationToken ct)
    {
        if (await FindAsync(user, ct) is not { } profile)
        {
            return new NotFound("user");
        }

        var signIns = await GetSessionsAsync(user, ct);
        return MaruJson.Write(new { exportedAt = time.GetUtcNow(), profile, addresses = await GetAddressesAsync(user, ct), sessions = signIns });
    }

    public async Task<Result<Done>> EraseAsync(UserId user, string password, CancellationToken ct)
    {
        if (await LoadAsync(user, ct) is not { } row || !Passwords.Verify(row.PasswordHash, password))
        {
            return ValidationFailure.Of("password", "is not right");
        }

        var now = time.GetUtcNow();
        await using var transaction = await database.BeginAsync(ct);
        await transaction.EraseAsync(user, now, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    private sealed record AddressRow(Guid Id, byte[] Address, bool IsDefault);
}
