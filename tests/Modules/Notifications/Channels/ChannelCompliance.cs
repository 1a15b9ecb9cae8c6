using Maru.Modules.Notifications.Channels;

namespace Maru.Modules.Notifications.Tests.Channels;

/// <summary>What the suite needs of a channel's fixture.</summary>
internal interface IChannelFixture : IAsyncDisposable
{
    IChannel Channel { get; }

    /// <summary>One that gives up waiting soon.</summary>
    IChannel Impatient { get; }

    /// <summary>The provider tells how long to leave it alone.</summary>
    bool TellsHowLong { get; }

    Outgoing Good();

    /// <summary>To somebody the provider will never reach.</summary>
    Outgoing Hopeless();

    void Set(Mood mood);

    /// <summary>Our ids of what the provider took, in order.</summary>
    IReadOnlyList<string> Taken { get; }

    IReadOnlyCollection<string> Offences { get; }
}

/// <summary>One suite for every channel: what <see cref="IChannel"/> promises, against a simulator that takes the provider's format by its word.</summary>
public abstract class ChannelCompliance : IAsyncLifetime
{
    private IChannelFixture _fixture = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _fixture = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IChannelFixture> CreateAsync();

    [Fact]
    public async Task Send_WhenAllIsWell_IsAccepted()
    {
        var message = _fixture.Good();
        (await SendAsync(message)).Outcome.ShouldBe(DeliveryOutcome.Accepted);
        _fixture.Taken.ShouldBe([message.Id.ToString()]);
        _fixture.Offences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenTheProviderIsBroken_IsTriedAgain()
    {
        _fixture.Set(Mood.Broken);
        var message = _fixture.Good();
        var answer = await SendAsync(message);
        answer.Outcome.ShouldBe(DeliveryOutcome.Temporary);
        answer.Error.ShouldNotBeNullOrEmpty();

        _fixture.Set(Mood.Well);
        (await SendAsync(message)).Outcome.ShouldBe(DeliveryOutcome.Accepted);
    }

    [Fact]
    public async Task Send_WhenNobodyCanBeReached_IsFinal()
    {
        var answer = await SendAsync(_fixture.Hopeless());
        answer.Outcome.ShouldBe(DeliveryOutcome.Permanent);
        answer.Error.ShouldNotBeNullOrEmpty();
        _fixture.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenThrottled_IsTriedAgainAfterTheTimeAskedFor()
    {
        _fixture.Set(Mood.Throttling);
        var answer = await SendAsync(_fixture.Good());
        answer.Outcome.ShouldBe(DeliveryOutcome.Temporary);
        if (_fixture.TellsHowLong)
        {
            answer.RetryAfter.ShouldBe(ProviderSimulator.ThrottledFor);
        }
    }

    [Fact]
    public async Task Send_WhenTheProviderFallsSilent_IsTriedAgain()
    {
        _fixture.Set(Mood.Silent);
        (await _fixture.Impatient.SendAsync([_fixture.Good()], Ct)).ShouldHaveSingleItem().Outcome.ShouldBe(DeliveryOutcome.Temporary);
    }

    [Fact]
    public async Task Send_WhenTheAnswerIsLost_GoesAgainUnderTheSameId()
    {
        _fixture.Set(Mood.Forgetful);
        var message = _fixture.Good();
        (await SendAsync(message)).Outcome.ShouldBe(DeliveryOutcome.Temporary);

        _fixture.Set(Mood.Well);
        (await SendAsync(message)).Outcome.ShouldBe(DeliveryOutcome.Accepted);
        _fixture.Taken.Distinct().ShouldBe([message.Id.ToString()]);
    }

    [Fact]
    public async Task Send_OfSeveral_AnswersEachInItsPlace()
    {
        var answers = await _fixture.Channel.SendAsync([_fixture.Good(), _fixture.Hopeless(), _fixture.Good()], Ct);
        answers.Select(a => a.Outcome).ShouldBe([DeliveryOutcome.Accepted, DeliveryOutcome.Permanent, DeliveryOutcome.Accepted]);
        _fixture.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Send_WhenTheRoundIsOver_SaysSoOfEveryMessage()
    {
        using var over = new CancellationTokenSource();
        await over.CancelAsync();
        var answers = await _fixture.Channel.SendAsync([_fixture.Good(), _fixture.Good()], over.Token);
        answers.Select(a => a.Outcome).ShouldBe([DeliveryOutcome.Temporary, DeliveryOutcome.Temporary]);
    }

    private async Task<Delivery> SendAsync(Outgoing message) => (await _fixture.Channel.SendAsync([message], Ct)).ShouldHaveSingleItem();
}
