package dev.graft.dashboard.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

/** Debian's Chromium without a window, driven over its own protocol. It remembers what the page asked for and complained of. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final List<String> requests = new ArrayList<>();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Empty where this machine has no Chromium with its driver. */
    public static Optional<Browser> start() {
        Optional<Path> chromium = program("chromium");
        Optional<Path> chromedriver = program("chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            return Optional.empty();
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--force-prefers-reduced-motion");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.get().toFile())
                .build();
        return Optional.of(new Browser(new ChromeDriver(service, options)));
    }

    private static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public void open(String url) {
        driver.get(url);
    }

    /** To another place of the page, as its links do. */
    public void go(String place) {
        driver.executeScript("location.hash = arguments[0]", place);
    }

    public void show(int width, int height, String theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    public WebElement await(String css) {
        return new FluentWait<>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .withMessage(() -> css + " on a page that says: " + text())
                .ignoring(StaleElementReferenceException.class)
                .until(page -> page.findElements(By.cssSelector(css)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    public void awaitText(String text) {
        new FluentWait<>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .withMessage(() -> "'" + text + "' on a page that says: " + text())
                .until(page -> text().contains(text));
    }

    /** Until a script returns true. */
    public void awaitTrue(String what, String script) {
        new FluentWait<>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .withMessage(() -> what + " on a page that says: " + text())
                .until(page -> Boolean.TRUE.equals(driver.executeScript(script)));
    }

    public void awaitGone(String css) {
        new FluentWait<>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .until(page -> page.findElements(By.cssSelector(css)).isEmpty());
    }

    /** A button or a link by what it says. */
    public void click(String words) {
        await("main");
        new FluentWait<>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .withMessage(words)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> page
                        .findElements(
                                By.xpath("//button[contains(., '" + words + "')]|//a[contains(., '" + words + "')]"))
                        .stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .map(found -> {
                            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", found);
                            found.click();
                            return found;
                        })
                        .orElse(null));
    }

    public String text() {
        return String.valueOf(driver.executeScript("return document.body.innerText"));
    }

    public Object run(String script) {
        return driver.executeScript(script);
    }

    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** All charts of the page are drawn, and nothing is loading. */
    public void awaitCalm() {
        new FluentWait<>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .withMessage(() -> "still loading: " + text())
                .until(page -> (Boolean) driver.executeScript("return !document.querySelector('.loading')"
                        + " && [...document.querySelectorAll('graft-chart')].every(chart => chart.dataset.drawn)"));
    }

    public void screenshot(Path file) throws IOException {
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    }

    /** What the page complained of since the last look. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Every address that the page asked for so far. */
    public List<String> requests() {
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> Json.read(entry.getMessage().getBytes(StandardCharsets.UTF_8), JsonNode.class)
                        .path("message"))
                .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
                .map(message ->
                        message.path("params").path("request").path("url").asText())
                .forEach(requests::add);
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
