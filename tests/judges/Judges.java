import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/**
 * Two judges in one machine: "verapdf 2a,ua1" and "dss now anchor.der …" (or a moment as 2030-01-31T12:00:00Z). The documents' names come in on standard input, one
 * a line; for each of them one line per verdict goes out: name, judge, verdict, reasons, apart by tabs.
 */
public class Judges {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws Exception {
    var names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).lines().toList();
    if (arguments[0].equals("verapdf")) {
      VeraGreenfieldFoundryProvider.initialise();
      for (String name : names) for (String flavour : arguments[1].split(",")) standard(name, flavour);
    } else {
      var anchors = new CommonTrustedCertificateSource();
      for (int each = 2; each < arguments.length; each++)
        anchors.addCertificate(DSSUtils.loadCertificate(new File(arguments[each])));
      for (String name : names) seal(name, anchors, arguments[1]);
    }
  }

  private static void standard(String name, String named) {
    var flavour = PDFAFlavour.fromString(named);
    try (var parser = Foundries.defaultInstance().createParser(new File(name), flavour);
        var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      var result = validator.validate(parser);
      var rules = result.getTestAssertions().stream()
          .map(one -> one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage());
      tell(name, named, result.isCompliant() ? "PASS" : "FAIL", rules);
    } catch (Exception error) {
      tell(name, named, "ERROR", Stream.of(String.valueOf(error)));
    }
  }

  private static void seal(String name, CommonTrustedCertificateSource anchors, String at) {
    try {
      var verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(anchors);
      var validator = SignedDocumentValidator.fromDocument(new FileDocument(name));
      validator.setCertificateVerifier(verifier);
      if (!at.equals("now")) validator.setValidationTime(Date.from(Instant.parse(at)));
      SimpleReport report = validator.validateDocument().getSimpleReport();
      if (report.getSignatureIdList().isEmpty()) tell(name, "none", "NONE", Stream.empty());
      for (String id : report.getSignatureIdList()) {
        var reasons = Stream.of(report.getAdESValidationErrors(id), report.getAdESValidationWarnings(id))
            .flatMap(list -> list.stream().map(one -> one.getValue()));
        var why = Stream.concat(Stream.of(report.getSubIndication(id)).filter(Objects::nonNull).map(String::valueOf), reasons);
        tell(name, String.valueOf(report.getSignatureFormat(id)), String.valueOf(report.getIndication(id)), why);
      }
    } catch (Exception error) {
      tell(name, "none", "ERROR", Stream.of(String.valueOf(error)));
    }
  }

  private static void tell(String name, String judge, String verdict, Stream<String> reasons) {
    var why = reasons.map(one -> one.replaceAll("\\s+", " ")).collect(Collectors.toCollection(TreeSet::new));
    OUT.println(String.join("\t", name, judge, verdict, String.join(" | ", why)));
  }
}
