import Ledger
import Testing

struct QuantityTests {
  @Test(arguments: [
    (Quantity(12), Interval(12)),
    (Quantity(12, qualifier: .about), Interval(11.5, 12.5)),
    (Quantity(20000, qualifier: .about), Interval(15000, 25000)),
    (Quantity(1.67, qualifier: .nearly), Interval(1.665, 1.67)),
    (Quantity(90, qualifier: .upTo, unit: "%"), Interval(0, 90)),
    (Quantity(90, qualifier: .moreThan, unit: "%"), Interval(90, 100)),
    (Quantity(50, qualifier: .moreThan, unit: "countries"), Interval(50, .infinity)),
    (Quantity(from: 17000, to: 18000), Interval(17000, 18000)),
  ])
  func aQualifierGivesAnInterval(_ quantity: Quantity, _ interval: Interval) {
    #expect(quantity.interval == interval)
  }

  @Test func aSumKeepsTheQualifierAndTheFewestDecimals() {
    let loan = Quantity(10, qualifier: .upTo, unit: "USD bn")
    let capital = Quantity(1.67, qualifier: .nearly, unit: "USD bn")
    let sum = Quantity(10, unit: "USD bn") + capital
    #expect(sum.value == 11.67)
    #expect(sum.qualifier == .nearly)
    #expect(sum.decimals == 2)
    #expect((loan + capital).qualifier == .upTo)
    #expect((loan + capital).rounded == 11.67)
    let stated = Quantity(12, qualifier: .about, unit: "USD bn")
    #expect((stated + capital).rounded == 14)
  }

  @Test func aDifferenceTurnsTheLimitAround() {
    let rest = Quantity(100) - Quantity(90, qualifier: .upTo)
    #expect(rest.value == 10)
    #expect(rest.qualifier == .atLeast)
    #expect(rest.interval == Interval(10, 100))
  }

  @Test func aRatioKeepsTheFewestSignificantDigits() {
    let share = Quantity(100) * Quantity(10) / (Quantity(10) + Quantity(1.67, qualifier: .nearly))
    #expect(share.rounded == 85.69)
    let magnets =
      Quantity(100) * Quantity(18000, qualifier: .upTo) / Quantity(20000, qualifier: .about)
    #expect(magnets.value == 90)
    #expect(magnets.qualifier == .upTo)
    #expect(magnets.interval == Interval(0, 120))
  }

  @Test func dividingByWhatMayBeNoughtHasNoUpperEnd() {
    let ratio = Quantity(10) / Quantity(5, qualifier: .upTo)
    #expect(ratio.interval == Interval(2, .infinity))
    #expect(ratio.qualifier == .atLeast)
  }

  @Test func convertingMovesThePrecisionWithTheUnit() {
    let tonnes = Quantity(1.5, qualifier: .about, unit: "kt")
      .converted(by: UnitConversion(from: "kt", to: "t", factor: 1000))
    #expect(tonnes.value == 1500)
    #expect(tonnes.unit == "t")
    #expect(tonnes.qualifier == .about)
    #expect(tonnes.rounded == 1500)
  }

  @Test func binaryArithmeticAddsNoDigits() {
    #expect((Quantity(12) - Quantity(11.67)).value == 0.33)
    #expect((Quantity(0.1) + Quantity(0.2)).rounded == 0.3)
  }
}
