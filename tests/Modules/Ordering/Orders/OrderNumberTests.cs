using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Tests.Orders;

public sealed class OrderNumberTests
{
    [Fact]
    public void New_OfAnyNumber_IsWellFormedAndNoticesASlip()
    {
        for (var i = 0; i < 200; i++)
        {
            var number = OrderNumber.New(new DateOnly(2026, 11, 20));
            number.ShouldStartWith("261120-");
            OrderNumber.IsWellFormed(number).ShouldBeTrue();
            var place = 7 + (i % 6);
            var slip = number[place] == '7' ? '3' : '7';
            OrderNumber.IsWellFormed(number[..place] + slip + number[(place + 1)..]).ShouldBeFalse();
        }
    }
}
